import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addresses } from '../sandbox/addresses'
import { BUNDLE_FILE } from '../sandbox/integration/build'
import { PAGE_PORT, pagePort } from '../sandbox/page-port'
import { Sandbox } from '../sandbox/sandbox'
import { playSession } from '../sandbox/session'

const ROOT = join(__dirname, '..')

/** Runs the sandbox's command line; `until` tells from its output when to interrupt it. */
const run = (args: string[], until?: RegExp): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'sandbox', 'main.ts'), ...args], { cwd: ROOT })
    let output = ''
    let interrupted = false
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      if (until?.test(output) && !interrupted) {
        interrupted = true
        child.kill('SIGINT')
      }
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('exit', (code) => resolve({ code, output }))
  })

/** Below the ports that a system gives to connections: no other test's may take it between the two starts. */
const LOW_PORT = 20_000
const PORTS = 10_000

/* Side by side, since most of their time goes by in waiting. */
describe.concurrent('npm start', { timeout: 60_000 }, () => {
  it('plays a session with --once, ends with 0, and tells who sees what', async () => {
    const { code, output } = await run(['--once'])
    expect(code).toBe(0)
    expect(output).toContain('Customer sees | Julia: Hi Ada, Julia here. How can I help?')
    expect(output).toContain('Agents see    | Website bot: Botpress User: My chain broke 😟')
    expect(output).toContain('Everything was delivered.')
  })

  it('stays up, tells the addresses, and stops cleanly on Ctrl-C', async () => {
    const { code, output } = await run([], /Stop with Ctrl-C/)
    expect(output).toMatch(/Botpress \(webhook\) +http:\/\/127\.0\.0\.1:\d+\/webhook\//)
    expect(output).toContain('Stopped.')
    expect(code).toBe(0)
  })

  it('has the page at the same place each time, and says so when that is taken before anything is played', async () => {
    const taken = createServer()
    const port = LOW_PORT + (process.pid % PORTS)
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
    const { code, output } = await run([`--port=${port}`])
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use.`)
    expect(output).not.toContain('A session')
    await new Promise((resolve) => taken.close(resolve))
    const again = await run([`--port=${port}`], /Stop with Ctrl-C/)
    expect(again.output).toContain(`http://127.0.0.1:${port}/`)
  })

  it('explains itself', async () => {
    const { code, output } = await run(['--help'])
    expect(code).toBe(0)
    expect(output).toContain('--once')
  })

  it.each([['--nonsense'], ['--port=99999']])('refuses %s and says where help is', async (option) => {
    const { code, output } = await run([option])
    expect(code).toBe(1)
    expect(output).toContain('--help')
  })
})

it('takes the next free port for the page where the usual one is in use', async () => {
  const first = await pagePort()
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(first, '127.0.0.1', resolve))
  expect(first).toBeGreaterThanOrEqual(PAGE_PORT)
  expect(await pagePort()).toBeGreaterThan(first)
  await new Promise((resolve) => taken.close(resolve))
})

it('tells with a real account how its webhook is connected, with the secret', async () => {
  const sandbox = await Sandbox.start({ processes: 0, configuration: { webhookSecret: 'door secret' } })
  const { origin, pathname } = new URL(sandbox.botpress.webhookUrl)
  const told = addresses(sandbox, { pageUrl: 'http://127.0.0.1:4711/', isReal: true })
  expect(told).toContain(`cloudflared tunnel --url ${origin}\n`)
  expect(told).toContain(`https://<your-tunnel>${pathname}?secret=door%20secret\n`)
  await sandbox.close()
})

describe('the session that is played', () => {
  it.each([
    ['the handover', { path: /messages$/, fault: { kind: 'status', status: 401 } as const }],
    ['a message', { path: /messages$/, skip: 1, fault: { kind: 'status', status: 401 } as const }],
  ])('says what was not delivered when Brevo refuses %s', async (_, fault) => {
    const sandbox = await Sandbox.start()
    sandbox.brevo.faults.add(fault)
    expect(await playSession(sandbox, () => undefined)).toMatch(/^The agents did not see/)
    await sandbox.close()
  })
})

describe('the bundle', () => {
  it('has the integration as its default export, as the platform expects', () => {
    const bundle = createRequire(__filename)(BUNDLE_FILE) as { default: Record<string, unknown> }
    expect(typeof bundle.default.handler).toBe('function')
    expect(typeof bundle.default.start).toBe('function')
  })
})
