import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)

/** What a new process gets from a bundle. */
const loaded = async (bundle: string): Promise<string> => {
  const program = 'console.log(require(process.argv[1]).load(process.argv[2]).said)'
  const { stdout } = await run(process.execPath, ['-e', program, join(__dirname, 'load.cjs'), bundle])
  return stdout.trim()
}

describe('load', () => {
  let folder: string
  let bundle: string

  const write = (words: string) => writeFile(bundle, `exports.said = require('node:path').basename('${words}')`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevo-hitl-load-'))
    bundle = join(folder, 'index.cjs')
    await write('one')
  })

  afterAll(() => rm(folder, { recursive: true }))

  it('keeps what was compiled for the next process, in one file', async () => {
    expect(await loaded(bundle)).toBe('one')
    const kept = await readFile(`${bundle}.cache`)
    expect(await loaded(bundle)).toBe('one')
    expect(await readFile(`${bundle}.cache`)).toEqual(kept)
    expect(await readdir(folder)).toEqual(['index.cjs', 'index.cjs.cache'])
  })

  it('runs the bundle that stands there now, though it be as long as the one of before', async () => {
    await write('two')
    expect(await loaded(bundle)).toBe('two')
    expect(await loaded(bundle)).toBe('two')
  })

  it('does without what it cannot use', async () => {
    const kept = await readFile(`${bundle}.cache`)
    await writeFile(`${bundle}.cache`, kept.subarray(0, kept.length / 2))
    expect(await loaded(bundle)).toBe('two')
    await writeFile(`${bundle}.cache`, '')
    expect(await loaded(bundle)).toBe('two')
  })
})
