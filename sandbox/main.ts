import { parseArgs } from 'node:util'
import { BUNDLE_FILE, buildIntegration } from './integration/build'
import { Sandbox } from './sandbox'
import { playSession } from './session'

const HELP = `Runs Brevo HITL on this machine, with embedded stand-ins for Botpress and Brevo. No account is needed.

  npm start                       plays a session on the terminal, then stays up until Ctrl-C
  npm start -- --once             ends after the session: 0 when all was delivered, 1 when not
  npm start -- --brevo-port 4001 --botpress-port 4002
                                  uses these ports; free ones are chosen otherwise
  npm start -- --help             says this
`

const options = {
  once: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  'brevo-port': { type: 'string' },
  'botpress-port': { type: 'string' },
} as const

const portOf = (name: string, value: string | undefined): number | undefined => {
  if (value === undefined) {
    return undefined
  }
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--${name} takes a port from 1 to 65535, not "${value}".`)
  }
  return port
}

const print = (line: string): void => console.log(line)

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options })
  if (values.help) {
    print(HELP)
    return 0
  }
  const ports = {
    brevo: portOf('brevo-port', values['brevo-port']),
    botpress: portOf('botpress-port', values['botpress-port']),
  }
  const bytes = await buildIntegration()
  print(`Built ${BUNDLE_FILE} (${Math.round(bytes / 1024)} KB)`)
  const sandbox = await Sandbox.start({ ports })
  try {
    return await run(sandbox, values.once ?? false)
  } finally {
    await sandbox.close()
  }
}

const run = async (sandbox: Sandbox, once: boolean): Promise<number> => {
  print('\nA session, from the bot to an agent in Brevo and back:\n')
  const problem = await playSession(sandbox, print)
  if (problem !== undefined) {
    print(`\nNot everything was delivered: ${problem}\n\nWhat the integration printed:\n${sandbox.output}`)
    return 1
  }
  print('\nEverything was delivered.')
  if (once) {
    return 0
  }
  print(`
Botpress (API)      ${sandbox.botpress.apiUrl}
Botpress (webhook)  ${sandbox.botpress.webhookUrl}
Brevo (API)         ${sandbox.brevo.url}
The integration     ${sandbox.processes.map(({ url }) => url).join(' ')}

Running. Stop with Ctrl-C.`)
  await stopSignal()
  print('\nStopped.')
  return 0
}

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })

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
