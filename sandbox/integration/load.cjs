// Loads the bundle with what V8 has compiled of it in an earlier process: most of a start is compiling, and the fault
// suite starts hundreds of processes. Node does this by itself (module.enableCompileCache) only from version 22 on.
const { createHash, randomUUID } = require('node:crypto')
const { readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs')
const { createRequire, wrap } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const HASH_BYTES = 32

// V8 compares no more of the source than its length, so the file begins with a hash of it.
const read = (file, hash) => {
  try {
    const stored = readFileSync(file)
    return stored.subarray(0, HASH_BYTES).equals(hash) ? stored.subarray(HASH_BYTES) : undefined
  } catch {
    return undefined
  }
}

// In one step, for other processes may be reading it. Without it they start more slowly, and that is all.
const write = (file, hash, cachedData) => {
  const unfinished = `${file}.${randomUUID()}`
  try {
    writeFileSync(unfinished, Buffer.concat([hash, cachedData]))
    renameSync(unfinished, file)
  } catch {
    rmSync(unfinished, { force: true })
  }
}

/** Like `require(bundle)` for a bundle that requires nothing but Node's own modules. */
exports.load = (bundle) => {
  const source = readFileSync(bundle, 'utf8')
  const hash = createHash('sha256').update(source).digest()
  const file = `${bundle}.cache`
  const cachedData = read(file, hash)
  const script = new Script(wrap(source), { filename: bundle, cachedData })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle))
  if (cachedData === undefined || script.cachedDataRejected) {
    write(file, hash, script.createCachedData())
  }
  return module.exports
}
