import hitl from '../bp_modules/hitl'
import definition from '../integration.definition'
import { lintDefinition } from './bplint/lint-definition'
import { CLI_PACKAGE, CLI_VERSION } from './cli'
import { run } from './run'

/*
 * Checks the definition by the rules of `bp lint`, and by the CLI itself where it is installed already. With --cli it
 * is fetched.
 */

const hasCli = async (): Promise<boolean> => {
  const { code, output } = await run('npx', ['--no-install', 'bp', '--version'])
  return code === 0 && output.trim() === CLI_VERSION
}

const main = async (): Promise<boolean> => {
  const complaints = lintDefinition(definition, hitl.definition)
  for (const complaint of complaints) {
    console.error(complaint)
  }
  if (complaints.length > 0) {
    return false
  }
  console.log('The definition passes the rules of bp lint.')
  const fetchesCli = process.argv.includes('--cli')
  if (!fetchesCli && !(await hasCli())) {
    return true
  }
  const [command, ...args] = fetchesCli ? ['npx', '--yes', CLI_PACKAGE] : ['npx', '--no-install', 'bp']
  const { code } = await run(command ?? 'npx', [...args, 'lint'], { shown: true })
  return code === 0
}

const start = async (): Promise<void> => {
  process.exitCode = (await main()) ? 0 : 1
}

void start()
