import type { BrevoError } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import type { ListedMessage, Session } from '../session/session'
import type { Client } from '../types'
import { isUnsent, lookForUnsent } from './waiting'

/** Notes that something waits in a session, and has the platform call `register` hourly, which sends it. */
export const markWaiting = async (client: Client, conversationId: string): Promise<void> => {
  await client.updateConversation({ id: conversationId, tags: { waiting: 'true' } })
  await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
}

/**
 * At the end of a session: no further event may come, so the scheduled `register` has to see to a user's words that
 * were not sent.
 * @param messages the newest of the session
 */
export const rememberUnsent = async (
  client: Client,
  conversationId: string,
  messages: ListedMessage[]
): Promise<void> => {
  if (messages.some(isUnsent)) {
    await markWaiting(client, conversationId)
  }
}

/**
 * Leaves what could not be sent for later: the next message of the user, the next webhook of the conversation or
 * the scheduled `register`, whichever comes first. Tells the bot's owner how many messages wait, and why.
 */
export const postpone = async (session: Session, error: BrevoError): Promise<void> => {
  const { client, conversation, logger } = session
  const retryAt = error.resetMs === undefined ? '' : String(Date.now() + error.resetMs)
  await markWaiting(client, conversation.id)
  await client.updateConversation({ id: conversation.id, tags: { retryAt } })
  const { length } = (await lookForUnsent(session)).waiting
  logger
    .forBot()
    .warn(
      `${length} ${length === 1 ? 'message waits' : 'messages wait'} to be sent to Brevo in conversation ${conversation.id}: ` +
        `${remedyFor(error)} (${error.message}). They are kept, and sent as soon as Brevo takes them.`
    )
}

/** Whether sending may be tried now, as far as Brevo has told when its limit is reset. */
export const mayTryNow = ({ conversation }: Session): boolean => !(Number(conversation.tags.retryAt) > Date.now())
