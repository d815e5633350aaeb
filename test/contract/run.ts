import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { runContract } from './contract'
import { DOCS_FILE, docsReportOf, reportOf } from './report'

const HELP = `Tries every statement that the product makes about Brevo and Botpress, and writes a report in Markdown.

  npm run contract                 the stand-ins, and each real service that has keys in the environment
  npm run contract -- --embedded   the stand-ins alone, whatever keys there are
  npm run contract -- --docs       the stand-ins alone; writes docs/contract.md, which a test compares with a run
  npm run contract -- --out FILE   writes the report there; otherwise it is printed
  npm run contract -- --yes        does not ask before it begins
  Ctrl-C                           ends it early; what was made is deleted, and what was seen is reported

Brevo: BREVO_API_KEY, BREVO_AGENT_ID.
  CONTRACT_WEBHOOK_URL     a public address that leads to this machine, for the statements about webhooks
  CONTRACT_PORT            the port that it leads to (8787)
  CONTRACT_WAIT_MINUTES    how long to wait for events that are delivered again (0: not at all; 15 is enough)
  CONTRACT_AGENT_MINUTES   how long to wait for somebody who answers in Brevo and finishes (0: not at all)
  CONTRACT_DUMMY_AGENT=1   also makes a dummy agent, which the API cannot remove
Botpress: BP_TOKEN, BP_BOT_ID, BP_INTEGRATION_ID, and BP_INTEGRATION_ALIAS where it has one.
`

const options = {
  embedded: { type: 'boolean' },
  docs: { type: 'boolean' },
  out: { type: 'string' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question}\nBegin? (y/N) `)).trim())
  } finally {
    terminal.close()
  }
}

/** @returns whether the terminal's user agrees; nobody at a terminal is a no */
const confirmed = async (question: string): Promise<boolean> => process.stdin.isTTY && ask(question)

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options })
  if (values.help) {
    console.log(HELP)
    return
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const env = values.embedded || values.docs ? {} : process.env
  const parts = await runContract(env, values.yes ? async () => true : confirmed, stop.signal)
  const report = values.docs ? docsReportOf(parts) : reportOf(parts, new Date())
  const file = values.docs ? DOCS_FILE : values.out
  if (file !== undefined) {
    await writeFile(file, report)
    console.log(`The report is in ${file}.`)
  } else {
    console.log(report)
  }
}

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : 'The run broke off.')
  process.exitCode = 1
})
