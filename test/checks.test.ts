import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/*
 * `npm test` runs the scripts that `npm run check` runs, so that what they find counts as failed tests and stands
 * before the closing line.
 */

const run = promisify(execFile)
const ROOT = join(__dirname, '..')

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const checks = Object.keys(scripts).filter((name) => name.startsWith('check:'))

/** What a script prints when it fails; empty when it does not. */
const complaints = async (script: string): Promise<string> => {
  try {
    await run('npm', ['run', '--silent', script], { cwd: ROOT })
    return ''
  } catch (thrown: unknown) {
    const { stdout = '', stderr = '', message } = thrown as { stdout?: string; stderr?: string; message: string }
    return `${stdout}${stderr}` || message
  }
}

describe('npm run check', { timeout: 120_000 }, () => {
  it('runs every check there is', () => {
    expect(scripts.check).toBe(checks.map((name) => `npm run ${name}`).join(' && '))
    expect(checks).toEqual(['check:type', 'check:lint', 'check:format', 'check:bplint'])
  })

  it.each(checks)('%s passes', async (name) => {
    expect(await complaints(name)).toBe('')
  })
})
