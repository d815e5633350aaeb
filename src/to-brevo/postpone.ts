import type { BrevoError } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import type { Session } from '../session/session'
import { waitingLines } from './waiting'

/**
 * Leaves what could not be sent for later: the next message of the user, the next webhook of the conversation or
 * the scheduled `register`, whichever comes first. Tells the bot's owner how many messages wait, and why.
 */
export const postpone = async (session: Session, error: BrevoError): Promise<void> => {
  const { client, conversation, logger } = session
  const retryAt = error.resetMs === undefined ? '' : String(Date.now() + error.resetMs)
  await client.updateConversation({ id: conversation.id, tags: { waiting: 'true', retryAt } })
  await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
  const { length } = await waitingLines(session)
  logger
    .forBot()
    .warn(
      `${length} ${length === 1 ? 'message waits' : 'messages wait'} to be sent to Brevo in conversation ${conversation.id}: ` +
        `${remedyFor(error)} (${error.message}). Nothing is lost; sending is tried again by itself.`
    )
}

/** Whether sending may be tried now, as far as Brevo has told when its limit is reset. */
export const mayTryNow = ({ conversation }: Session): boolean => !(Number(conversation.tags.retryAt) > Date.now())
