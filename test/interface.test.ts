import { transforms } from '@botpress/sdk'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import hitl from '../bp_modules/hitl'
import { interfacePackage, type InterfaceShape } from './support/interface-package'

const ROOT = join(__dirname, '..')
const run = promisify(execFile)

const official = async (): Promise<InterfaceShape> =>
  (JSON.parse(await readFile(join(__dirname, 'fixtures', 'hitl-2.1.0.json'), 'utf8')) as { interface: InterfaceShape })
    .interface

const isSchema = (value: object): value is Parameters<typeof transforms.toJSONSchema>[0] => '_def' in value

/** A definition with JSON Schema in place of each schema, as Botpress's API would give it. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) {
    return value
  }
  if (isSchema(value)) {
    return JSON.parse(JSON.stringify(transforms.toJSONSchema(value)))
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]))
}

describe('the hitl interface', () => {
  let folder: string | undefined

  afterEach(async () => {
    if (folder) {
      await rm(folder, { recursive: true })
    }
  })

  it('is the official one, 2.1.0, to the last title', async () => {
    expect(plain(hitl.definition)).toEqual(await official())
    expect(hitl).toMatchObject({ type: 'interface', name: 'hitl', version: '2.1.0' })
  })

  it(
    'may be replaced by what the CLI writes: the types of src hold and say the same',
    { timeout: 120_000 },
    async () => {
      const copy = (folder = await mkdtemp(join(tmpdir(), 'brevo-hitl-interface-')))
      for (const part of ['src', 'definitions', 'integration.definition.ts', 'test/support/bp-types.ts']) {
        await cp(join(ROOT, part), join(copy, part), { recursive: true })
      }
      await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
      for (const [path, text] of Object.entries(interfacePackage(await official()))) {
        const file = join(copy, 'bp_modules', 'hitl', path)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, text)
      }
      const settings = {
        extends: join(ROOT, 'tsconfig.json'),
        include: ['**/*.ts'],
        exclude: ['node_modules', '**/*.test.ts'],
      }
      await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(settings))
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
      const complaints = await run(process.execPath, [tsc, '-p', '.'], { cwd: copy }).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout
      )
      expect(complaints).toBe('')
    }
  )
})
