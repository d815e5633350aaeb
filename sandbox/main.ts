import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { addresses } from './addresses'
import { BUNDLE_FILE, buildIntegration } from './integration/build'
import { pagePort, PAGE_PORT } from './page-port'
import { startPage } from './page/server'
import { Sandbox, type RealBrevo } from './sandbox'
import { playSession } from './session'

const HELP = `Runs Brevo HITL on this machine, between embedded stand-ins of Botpress and Brevo. No account is needed.

  npm start                       plays a session on the terminal, then serves a page with both sides of
                                  the handover and stays up until Ctrl-C
  npm start -- --once             ends after the session: 0 when all was delivered, 1 when not
  npm start -- --port 4000        serves the page there, in place of ${PAGE_PORT} or the next free port
  npm start -- --help             says this

With BREVO_API_KEY and BREVO_AGENT_ID in the environment, your Brevo account takes the place of the
embedded one; the terminal says how to connect its webhook. Without them nothing leaves this machine.
`

const options = {
  once: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  port: { type: 'string' },
} as const

const portOf = (value: string | undefined): number | undefined => {
  if (value === undefined) {
    return undefined
  }
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a port from 1 to 65535, not "${value}".`)
  }
  return port
}

const realBrevoOf = ({ BREVO_API_KEY: apiKey, BREVO_AGENT_ID: agentId }: NodeJS.ProcessEnv): RealBrevo | undefined => {
  if (!apiKey && !agentId) {
    return undefined
  }
  if (!apiKey || !agentId) {
    throw new Error(
      'To use your Brevo account, set both BREVO_API_KEY and BREVO_AGENT_ID; for the embedded one, neither.'
    )
  }
  return { apiKey, agentId }
}

const print = (line: string): void => console.log(line)

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options })
  if (values.help) {
    print(HELP)
    return 0
  }
  const chosen = portOf(values.port)
  const realBrevo = realBrevoOf(process.env)
  if (realBrevo && values.once) {
    throw new Error('--once plays the session with the embedded Brevo: leave BREVO_API_KEY and BREVO_AGENT_ID unset.')
  }
  const port = values.once ? undefined : await pagePort(chosen)
  const bytes = await buildIntegration()
  print(`Built ${BUNDLE_FILE} (${Math.round(bytes / 1024)} KB)`)
  // A tunnel makes the webhook known to the world: only a caller with the secret may use it.
  const configuration = realBrevo ? { webhookSecret: randomUUID() } : {}
  const sandbox = await Sandbox.start({ realBrevo, configuration })
  try {
    return await run(sandbox, port, realBrevo !== undefined)
  } finally {
    await sandbox.close()
  }
}

/** Without a port, all is over after the session. */
const run = async (sandbox: Sandbox, port: number | undefined, real: boolean): Promise<number> => {
  const problem = real ? undefined : await play(sandbox)
  if (problem !== undefined) {
    print(`\nNot everything was delivered: ${problem}\n\nWhat the integration printed:\n${sandbox.output}`)
    return 1
  }
  if (port === undefined) {
    return 0
  }
  const page = await startPage({ sandbox, port, real })
  try {
    const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    print(addresses(sandbox, { pageUrl: page.url, isReal: real }))
    await stopped
  } finally {
    await page.close()
  }
  print('\nStopped.')
  return 0
}

const play = async (sandbox: Sandbox): Promise<string | undefined> => {
  print('\nA session, from the bot to an agent in Brevo and back:\n')
  const problem = await playSession(sandbox, print)
  print(problem === undefined ? '\nEverything was delivered.' : '')
  return problem
}

const start = async (): Promise<void> => {
  try {
    process.exitCode = await main()
  } catch (thrown: unknown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    console.error('See: npm start -- --help')
    process.exitCode = 1
  }
}

void start()
