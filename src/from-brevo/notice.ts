import { DEFAULT_SESSION_OVER_NOTICE } from '../../definitions/defaults'
import type { Deadline } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { RETRY_RULES } from '../brevo/retry'
import { once } from '../session/once'
import type { Session } from '../session/session'
import { NO_RETRY, sendText } from '../to-brevo/send'

/**
 * Tells an agent, once in a session, that it is over and nobody reads there. Other than a user's words, a notice is
 * better lost than doubled: where Brevo may have stored it, it counts as given.
 * @throws {SessionBusyError} while another invocation is sending it
 * @throws {BrevoError} when Brevo has not taken it
 */
export const giveNotice = async (session: Session, visitorId: string, deadline: Deadline): Promise<void> => {
  const { ctx, client, conversation } = session
  const { apiKey, agentId, sessionOverNotice } = ctx.configuration
  const to = { apiKey, visitorId, agentId: conversation.tags.sendAs || agentId }
  const text = sessionOverNotice?.trim() || DEFAULT_SESSION_OVER_NOTICE
  await once(client, 'noticeGiven', conversation.id, async () => {
    try {
      await sendText(to, text, { deadline, failedBefore: NO_RETRY })
    } catch (thrown: unknown) {
      if (!(thrown instanceof BrevoError && RETRY_RULES[thrown.failure].mayBeStored)) {
        throw thrown
      }
    }
  })
}
