import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const ROOT = join(__dirname, '..')

/** What a tool prints when it finds fault; empty when it finds none. */
const complaints = async (tool: string, args: string[]): Promise<string> => {
  try {
    await run(join(ROOT, 'node_modules', '.bin', tool), args, { cwd: ROOT })
    return ''
  } catch (thrown: unknown) {
    const { stdout = '', stderr = '', message } = thrown as { stdout?: string; stderr?: string; message: string }
    return `${stdout}${stderr}` || message
  }
}

describe('the code', { timeout: 120_000 }, () => {
  it('has types that hold', async () => {
    expect(await complaints('tsc', ['--noEmit', '-p', '.'])).toBe('')
    expect(await complaints('tsc', ['--noEmit', '-p', 'sandbox/page/client'])).toBe('')
  })

  it('passes the linter', async () => {
    expect(await complaints('oxlint', ['--deny-warnings'])).toBe('')
  })

  it('is formatted', async () => {
    expect(await complaints('oxfmt', ['--check'])).toBe('')
  })
})
