import { DEFAULT_SESSION_OVER_NOTICE } from '../../definitions/defaults'
import type { Deadline } from '../brevo/client'
import { once } from '../session/once'
import type { Session } from '../session/session'
import { NO_RETRY, sendText } from '../to-brevo/send'

/**
 * Tells an agent, once in a session, that it is over and nobody reads there. It is tried once for each delivery of
 * what the agent wrote; Brevo delivers again when that fails.
 * @throws {SessionBusyError} while another invocation is sending it
 * @throws {BrevoError} when it is not known that Brevo has taken it
 */
export const giveNotice = async (session: Session, visitorId: string, deadline: Deadline): Promise<void> => {
  const { ctx, client, conversation } = session
  const { apiKey, agentId, sessionOverNotice } = ctx.configuration
  const to = { apiKey, visitorId, agentId: conversation.tags.sendAs || agentId }
  const text = sessionOverNotice?.trim() || DEFAULT_SESSION_OVER_NOTICE
  await once(client, 'noticeGiven', conversation.id, async () => {
    await sendText(to, text, { deadline, failedBefore: NO_RETRY })
  })
}
