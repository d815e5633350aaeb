import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepsOf, takeStep, type Step } from './support/worked-example'

/*
 * A newcomer who follows CONTRIBUTING.md, and nothing else, must end up with code that works: each example is taken
 * step by step in a copy of the code.
 */

const ROOT = join(__dirname, '..')
const TOOLS = join(ROOT, 'node_modules')
/** What the examples change, and what the tests that they name need. */
const COPIED = [
  'src',
  'definitions',
  'bp_modules',
  'sandbox',
  'test/support',
  'test/fixtures',
  'test/races.test.ts',
  'integration.definition.ts',
  'package.json',
  'vitest.config.mts',
  'hub.md',
  'icon.svg',
  '.oxfmtrc.json',
]
/** Tests of what the examples change, which must pass as well. */
const OTHERS = ['src/brevo', 'src/from-brevo/parse-event', 'src/wording/describe-message', 'src/wording/wording-for']
const EXAMPLES = ['Add a message type', 'Add an event', 'Add a failure', 'Add a language']

const exec = promisify(execFile)

const isTest = (step: Step): step is Extract<Step, { does: 'run' }> =>
  step.does === 'run' && step.command.startsWith('npx vitest run ')

describe('the examples of CONTRIBUTING.md', { timeout: 240_000 }, () => {
  let folder: string
  let steps: Record<string, Step[]>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevo-hitl-newcomer-'))
    for (const part of COPIED) {
      await cp(join(ROOT, part), join(folder, part), { recursive: true })
    }
    await symlink(TOOLS, join(folder, 'node_modules'))
    const settings = { extends: join(ROOT, 'tsconfig.json'), include: ['src'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const text = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
    steps = Object.fromEntries(EXAMPLES.map((heading) => [heading, stepsOf(text, heading)]))
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** What a tool prints when it fails; empty when it does not. */
  const complaintsOf = async (tool: string, args: string[]): Promise<string> => {
    try {
      await exec(process.execPath, [join(TOOLS, tool), ...args], { cwd: folder, env: { ...process.env, CI: '1' } })
      return ''
    } catch (thrown: unknown) {
      const { stdout = '', stderr = '', message } = thrown as { stdout?: string; stderr?: string; message: string }
      return `${stdout}${stderr}` || message
    }
  }
  /** Runs what the steps run, `npx vitest run FILE -t NAME`, all at once. */
  const runTests = (taken: Step[]): Promise<string> => {
    const commands = taken.filter(isTest).map(({ command }) => command.split(' ').slice(3))
    const names = commands.map((words) => words[2]).join('|')
    return complaintsOf('vitest/vitest.mjs', ['run', ...commands.map(([file = '']) => file), '-t', names])
  }

  it('have a test that fails first, for a new message type, and passes in the end', async () => {
    const example = steps['Add a message type'] ?? []
    const testAt = example.findIndex(isTest)
    for (const step of example.slice(0, testAt)) {
      await takeStep(folder, step)
    }
    expect(await runTests(example)).toMatch(/1 failed/)
    for (const step of example.slice(testAt)) {
      await takeStep(folder, step)
    }
    expect(await runTests(example)).toBe('')
  })

  it('can all be followed; what comes of it compiles, is well formatted, and passes the tests that they name', async () => {
    const others = EXAMPLES.slice(1).flatMap((heading) => steps[heading] ?? [])
    for (const step of others) {
      await takeStep(folder, step)
    }
    expect(others.filter(isTest)).toHaveLength(3)
    expect(await runTests(others)).toBe('')
    expect(await complaintsOf('vitest/vitest.mjs', ['run', ...OTHERS])).toBe('')
    expect(await complaintsOf('typescript/bin/tsc', ['-p', '.'])).toBe('')
    expect(await complaintsOf('oxfmt/bin/oxfmt', ['--check', 'src', 'definitions', 'test'])).toBe('')
  })
})

describe('stepsOf and takeStep', () => {
  it('tell what a text does not say of the code', async () => {
    const step: Step = { does: 'change', file: 'package.json', hunks: [{ before: 'nowhere', after: '' }] }
    await expect(takeStep(ROOT, step)).rejects.toThrow('has 0 places with:\nnowhere')
    expect(() => stepsOf('# A\n\n## B\n', 'C')).toThrow('There is no section "C"')
  })
})
