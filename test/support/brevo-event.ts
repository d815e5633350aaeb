import { JULIA } from '../../sandbox/sandbox'

/** What is told of an agent in a message. */
export type Author = { id?: string; name?: string }

/** Long after every session was opened, so that no message is held back as one that comes too early. */
const LATER_MS = 24 * 3_600_000

/** A moment by Brevo's clock at which an agent writes, in epoch ms. */
export const agentTime = (): number => Date.now() + LATER_MS

/** A message of an agent as Brevo's webhooks have it; `fields` replace or add to it. */
export const agentLine = (id: string, text: string, fields: object = {}, author: Author = JULIA): object => ({
  id,
  type: 'agent',
  text,
  createdAt: agentTime(),
  ...(author.id === undefined ? {} : { agentId: author.id }),
  ...(author.name === undefined ? {} : { agentName: author.name }),
  ...fields,
})

/** An event of Brevo's. */
export const eventOf = (
  eventName: 'conversationStarted' | 'conversationFragment' | 'conversationTranscript',
  visitorId: string,
  messages: object[],
  fields: object = {}
): object => ({
  eventName,
  conversationId: 'MxhGJAEugdLtS2BBq',
  visitor: { id: visitorId },
  messages,
  agents: [],
  ...fields,
})

/** A fragment with these messages. */
export const fragmentOf = (visitorId: string, ...messages: object[]): object =>
  eventOf('conversationFragment', visitorId, messages)
