import type { AgentMessage } from '../../src/from-brevo/message/agent-message'
import { parseEvent, parseHead, type BrevoEvent } from '../../src/from-brevo/parse-event'

/** A visitor as events have it. */
export const visitor = { id: 'v' }

/** What is read of a webhook's body; undefined when it is no event. */
export const parse = (body: unknown, conversationId = 'conv_1'): BrevoEvent | undefined => {
  const head = parseHead(body)
  return head && parseEvent(head, body, conversationId)
}

/** What is read of a fragment with these fields. */
export const fragment = (fields: object): BrevoEvent =>
  parse({ eventName: 'conversationFragment', visitor, ...fields })!

/** The one message of an agent in a fragment of one; undefined when it is not for the user. */
export const readMessage = (message: object, fields: object = {}): AgentMessage | undefined =>
  fragment({ messages: [{ id: 'm1', type: 'agent', ...message }], ...fields }).agentMessages[0]
