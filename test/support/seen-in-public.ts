import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf, type Part } from '../../src/from-brevo/message-parts'
import { parseEvent, parseHead, type BrevoEvent } from '../../src/from-brevo/parse-event'

/** What is read of a fragment with these messages. */
export const readEvent = (messages: object[], fields: object = {}): BrevoEvent => {
  const body = { eventName: 'conversationFragment', visitor: { id: 'v' }, messages, ...fields }
  return parseEvent(parseHead(body)!, body, 'conv_1')
}

/** What the customer gets of one message of an agent. */
export const partsOfOne = (message: object): Part[] =>
  readEvent([{ id: 'm1', type: 'agent', agentName: 'Julia', ...message }]).agentMessages.flatMap((each) =>
    partsOf(each, { unopenableFile: '(a file)' })
  )

/** Type and payload of each of these parts. */
export const contents = (message: object): [Part['type'], Part['payload']][] =>
  partsOfOne(message).map(({ type, payload }) => [type, payload])

/** The field of a message that holds one file. */
export const file = (fields: object): { attachments: object[] } => ({
  attachments: [{ link: 'https://files.example/1', ...fields }],
})

/** The issues that a test file names. */
export const sourcesIn = (path: string): string[] => readFileSync(path, 'utf8').match(/[\w.-]+\/[\w.-]+#\d+/g) ?? []

/** Those of them that test/kinds.md does not name. */
export const missingInTable = (sources: string[]): string[] => {
  const table = readFileSync(join(__dirname, '..', 'kinds.md'), 'utf8')
  return sources.filter((source) => !table.includes(source))
}
