import { build } from 'esbuild'
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUILD_SETTINGS, buildIntegration } from './build'

const MAX_BUNDLE_BYTES = 930_000

describe('buildIntegration', () => {
  let folder: string
  let outfile: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevo-hitl-build-'))
    outfile = join(folder, 'new', 'index.cjs')
  })

  afterAll(() => rm(folder, { recursive: true }))

  it('leaves one file, in a folder that need not exist, and tells its size', async () => {
    const bytes = await buildIntegration(outfile)
    expect(await readFile(outfile)).toHaveLength(bytes)
    expect(await readdir(join(folder, 'new'))).toEqual(['index.cjs'])
  })

  it('takes nothing from a process that is reading the bundle', async () => {
    const reader = await open(outfile, 'r+')
    const mark = '// the bundle of before'
    await reader.write(mark, 0)
    await Promise.all([buildIntegration(outfile), buildIntegration(outfile)])
    const { buffer } = await reader.read({ buffer: Buffer.alloc(mark.length), position: 0 })
    await reader.close()
    expect(buffer.toString()).toBe(mark)
    expect(await readFile(outfile, 'utf8')).not.toContain(mark)
    expect(await readdir(join(folder, 'new'))).toEqual(['index.cjs'])
  })
})

describe('the bundle', () => {
  it('is small, and holds axios once', async () => {
    const { metafile } = await build({ ...BUILD_SETTINGS, write: false, metafile: true, outfile: 'index.cjs' })
    const [bundle] = Object.values(metafile.outputs)
    expect(bundle?.bytes).toBeLessThanOrEqual(MAX_BUNDLE_BYTES)
    const modules = Object.keys(bundle?.inputs ?? {}).filter((path) => path.includes('node_modules/axios/'))
    expect(modules).toEqual([expect.stringMatching(/axios\/dist\/node\/axios\.cjs$/)])
  })
})
