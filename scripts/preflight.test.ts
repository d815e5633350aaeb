import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

type Packages = Record<string, { version: string; optional?: boolean }>
type Preflight = {
  complaints: (root: string, node: string) => string[]
  missingPackages: (locked: Packages, installed: Packages) => string[]
}

const { complaints, missingPackages } = createRequire(__filename)('./preflight.cjs') as Preflight

describe('preflight', () => {
  let root: string

  const write = async (file: string, content: object | string): Promise<void> => {
    await mkdir(join(root, file, '..'), { recursive: true })
    await writeFile(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'brevo-hitl-preflight-'))
    await write('package-lock.json', { packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } })
    await write('node_modules/.package-lock.json', { packages: { 'node_modules/one': { version: '1.0.0' } } })
    await write('bp_modules/hitl/index.ts', '')
  })

  afterEach(() => rm(root, { recursive: true }))

  it('has nothing to say when all is there', () => {
    expect(complaints(root, '20.0.0')).toEqual([])
  })

  it('refuses an old Node', () => {
    expect(complaints(root, '18.20.1')).toEqual(['This is Node 18.20.1; 20 or newer is needed.'])
  })

  it('asks for npm ci where it was not run, or not since the lock file changed', async () => {
    await write('node_modules/.package-lock.json', { packages: { 'node_modules/one': { version: '0.9.0' } } })
    expect(complaints(root, '20.0.0')).toEqual([expect.stringMatching(/^node_modules\/one is not .* Run: npm ci$/)])
    await rm(join(root, 'node_modules'), { recursive: true })
    expect(complaints(root, '20.0.0')).toEqual(['The packages are not installed. Run: npm ci'])
  })

  it('says that bp add is not the way to bring the contract back', async () => {
    await rm(join(root, 'bp_modules'), { recursive: true })
    expect(complaints(root, '20.0.0')).toEqual([expect.stringContaining('Do not run "bp add"')])
  })
})

describe('missingPackages', () => {
  it('does not miss what npm may leave out', () => {
    const locked = { 'node_modules/mac-only': { version: '1.0.0', optional: true } }
    expect(missingPackages(locked, {})).toEqual([])
  })
})
