// Says in words what is missing before a script starts that would fail without a word. Plain Node, because nothing
// else may be there yet. Usage: node scripts/preflight.cjs; exit code 1 when something is missing.
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const ROOT = join(__dirname, '..')
const OLDEST_NODE = 20

/**
 * The packages of a lock file that are not installed, or in another version. Those that npm may leave out don't count.
 * @param locked `packages` of package-lock.json
 * @param installed `packages` of node_modules/.package-lock.json
 * @returns their folders, as npm names them
 */
exports.missingPackages = (locked, installed) =>
  Object.entries(locked)
    .filter(([folder, { optional, devOptional, extraneous }]) => folder && !optional && !devOptional && !extraneous)
    .filter(([folder, { version }]) => installed[folder]?.version !== version)
    .map(([folder]) => folder)

const readPackages = (root, file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages

const packageComplaints = (root) => {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
    return ['The packages are not installed. Run: npm ci']
  }
  const [first, ...others] = exports.missingPackages(
    readPackages(root, 'package-lock.json'),
    readPackages(root, 'node_modules/.package-lock.json')
  )
  if (first === undefined) {
    return []
  }
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return [`${first}${more} is not installed as package-lock.json says. Run: npm ci`]
}

/**
 * What is missing in a checkout of this repository, one sentence each; none when all is there.
 * @param root its folder
 * @param node the version of Node, like 20.1.0
 */
exports.complaints = (root, node) => [
  ...(Number.parseInt(node, 10) < OLDEST_NODE ? [`This is Node ${node}; ${OLDEST_NODE} or newer is needed.`] : []),
  ...packageComplaints(root),
  ...(existsSync(join(root, 'bp_modules', 'hitl', 'index.ts'))
    ? []
    : [
        'bp_modules/hitl is missing. Run: git checkout -- bp_modules. ' +
          'Do not run "bp add": it is not needed, and it deletes bp_modules before it looks for the interface.',
      ]),
]

if (require.main === module) {
  for (const complaint of exports.complaints(ROOT, process.versions.node)) {
    console.error(complaint)
    process.exitCode = 1
  }
}
