import { isMarked } from '../../src/brevo/mark'
import { REFUSED_ID } from '../../src/outbox/sender'

/*
 * What the tests know of the product: the marks it leaves and the sentences by which its messages are told apart. They
 * recognise, they do not compare: a sentence may be worded anew without a test being touched.
 */

export { makeVisitorId } from '../../src/session/visitor-id'

type BrevoMessage = { text: string; receivedFrom?: string | undefined }

/** Whether the integration wrote a message of Brevo's. */
export const isOurs = ({ receivedFrom }: BrevoMessage): boolean => isMarked(receivedFrom)

/** Whether a message is the one that opens a session; it holds the conversation so far. */
export const isOpening = ({ text }: BrevoMessage): boolean => /asks for an agent/.test(text.split('\n', 1)[0] ?? '')

const NOT_DELIVERED = /not delivered|may not have reached/i
const IS_OVER = /has left this chat|already finished|never connected to this chat/i

/** Whether a message tells the agent that something of theirs did not reach the user, or may not have. */
export const tellsOfLoss = (message: BrevoMessage): boolean => isOurs(message) && NOT_DELIVERED.test(message.text)

/** Whether a message tells an agent that the session is over. */
export const isOverNotice = (message: BrevoMessage): boolean => isOurs(message) && IS_OVER.test(message.text)

/** Whether a message tells the agents that some of the user's cannot be shown in Brevo. */
export const tellsOfRefusal = (message: BrevoMessage): boolean =>
  isOurs(message) && /could not be shown here/.test(message.text)

/** Whether a user's message is set aside because Brevo refuses it. */
export const isRefused = ({ tags }: { tags: Record<string, string> }): boolean => tags.id === REFUSED_ID

/** Whether a user's message, or a conversation, is marked as waiting to be sent. */
export const waits = ({ tags }: { tags: Record<string, string> }): boolean => tags.waiting === 'true'

/** Whether it is on record in a conversation that an agent has finished its session, whether or not the bot was told. */
export const isFinishRecorded = ({ tags }: { tags: Record<string, string> }): boolean => tags.relayedUntil !== undefined

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/**
 * The id of the message that a call to Botpress marks as sent to Brevo.
 * @returns undefined for every other call
 */
export const acknowledgedBy = (operation: string, request: unknown): string | undefined => {
  const { id, tags } = fieldsOf(request)
  const isAcknowledgement = operation === 'updateMessage' && typeof fieldsOf(tags).id === 'string'
  return isAcknowledgement && typeof id === 'string' ? id : undefined
}

/** What the user, or the bot's owner, reads when a start failed: it names what did not work. */
export const CLEAR_FAILURE =
  /could not be handed over to Brevo: .{20}|(Starting the session|Creating the user) failed: .{20}/s
