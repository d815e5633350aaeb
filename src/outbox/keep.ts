import { remedyFor, type BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import type { UnsentLine } from './unsent'

/**
 * Records that a line is unsent. Its conversation is tagged after it: whoever sees the one must find the other.
 * @returns false when another invocation has sent the line in the meantime
 */
export const keepLine = async ({ client }: Session, { messageId }: UnsentLine): Promise<boolean> => {
  const { message } = await client.updateMessage({ id: messageId, tags: { waiting: 'true' } })
  return !message.tags.id
}

/** Records that something waits in a session. */
export const markWaiting = async ({ client, conversation }: Session): Promise<void> => {
  await client.updateConversation({ id: conversation.id, tags: { waiting: 'true', unsettled: 'true' } })
}

/**
 * Leaves what could not be sent for later: the next message of either side, or the scheduled `register`, whichever comes
 * first. Tells the bot's owner why.
 * @param pauseMs how long nothing should be tried, in ms
 */
export const leaveWaiting = async (
  { client, conversation, logger }: Session,
  error: BrevoError,
  pauseMs = error.resetMs
): Promise<void> => {
  const retryAt = pauseMs === undefined ? '' : String(Date.now() + pauseMs)
  await client.updateConversation({ id: conversation.id, tags: { waiting: 'true', retryAt, unsettled: 'true' } })
  logger
    .forBot()
    .warn(
      `Messages in conversation ${conversation.id} could not be sent to Brevo: ${remedyFor(error)} ` +
        'They are stored, and will be tried again with a later message, or within the hour.'
    )
}

/** Longest time that a limit of Brevo's can last, in ms, with room for clocks that differ. */
const LONGEST_LIMIT_MS = 75 * 60_000

/** Whether sending may be tried now, as far as Brevo has told when its limit is reset. */
export const mayTryNow = ({ conversation }: Session): boolean => {
  const leftMs = Number(conversation.tags.retryAt || 0) - Date.now()
  return !(leftMs > 0 && leftMs < LONGEST_LIMIT_MS)
}
