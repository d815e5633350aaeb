import type { Deadline } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { pauseBeforeRetry } from '../brevo/retry'
import { OwnerError } from '../owner-error'
import { pause } from '../pause'
import { sessionOf, type Session } from '../session/session'
import type { Conversation, HandlerProps, Message } from '../types'
import { flush } from './flush'
import { markWaiting, mayTryNow, postpone } from './postpone'
import { addresseeOf, deadlineFromNow, NO_RETRY, trySendText } from './send'
import { lineOf } from './waiting'

/** A message of the channel, of any type. */
export type OutgoingMessage = HandlerProps & {
  conversation: Conversation
  message: Message
  type: string
  payload: Record<string, unknown>
  ack: (props: { tags: { id: string } }) => Promise<void>
}

/**
 * Sends a user's message, or a line of the bot, to the agents in Brevo: one call to Brevo, one to Botpress.
 * What Brevo does not take now waits and is sent later; then, and behind anything that waits already, it goes
 * through {@link flush}, so that the order is kept.
 * @throws {OwnerError} for a conversation that no `startHitl` has opened
 */
export const relayToBrevo = async (props: OutgoingMessage): Promise<void> => {
  const { conversation, message, type, payload } = props
  if (message.tags.id) {
    return
  }
  const deadline = deadlineFromNow()
  const session = sessionOf(props, conversation)
  if (conversation.tags.waiting) {
    await keep(session, message)
    await (mayTryNow(session) ? flush(session, deadline) : undefined)
    return
  }
  const { label, text } = lineOf(type, payload, conversation.tags.userLabel)
  const sent = await trySending(session, text, label, deadline)
  if (!(sent instanceof BrevoError)) {
    await props.ack({ tags: { id: sent } })
    return
  }
  await keep(session, message)
  await sendLater(session, sent, deadline)
}

const trySending = async (
  { ctx, conversation }: Session,
  text: string,
  label: string | undefined,
  deadline: Deadline
): Promise<string | BrevoError> => {
  const to = addresseeOf(ctx.configuration, conversation.tags)
  if (!to) {
    throw new OwnerError(
      'This conversation was not started with the "Start HITL" card, so there is nobody in Brevo to write to.'
    )
  }
  return await trySendText(to, text, { deadline, label, failedBefore: NO_RETRY })
}

/** Marks the message first: whoever sees the conversation's mark must find the message's. */
const keep = async ({ client, conversation }: Session, { id }: Message): Promise<void> => {
  await client.updateMessage({ id, tags: { waiting: 'true' } })
  await markWaiting(client, conversation.id)
}

const sendLater = async (session: Session, error: BrevoError, deadline: Deadline): Promise<void> => {
  const pauseMs = pauseBeforeRetry(error, 1, deadline - Date.now())
  if (pauseMs === undefined) {
    await postpone(session, error)
    return
  }
  await pause(pauseMs)
  await flush(session, deadline, 1)
}
