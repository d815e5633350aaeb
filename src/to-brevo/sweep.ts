import type { Deadline } from '../brevo/client'
import { causeOf } from '../log'
import type { Session } from '../session/session'
import { flush, type FlushOutcome } from './flush'
import { mayTryNow } from './postpone'

/**
 * Sends what waits in these sessions.
 * @returns whether nothing waits any more
 */
export const sendWaiting = async (sessions: Session[], deadline: Deadline): Promise<boolean> => {
  let allSent = true
  for (const session of sessions) {
    const outcome = Date.now() < deadline && mayTryNow(session) ? await trySession(session, deadline) : 'waiting'
    allSent &&= outcome === 'sent'
    if (outcome === 'limited') {
      // The limit is the account's: every further call would only be one too many.
      return false
    }
  }
  return allSent
}

/** One session that fails must not keep the others waiting. */
const trySession = async (session: Session, deadline: number): Promise<FlushOutcome> => {
  try {
    return await flush(session, deadline)
  } catch (thrown: unknown) {
    session.logger.warn(`Sending what waits in conversation ${session.conversation.id} failed: ${causeOf(thrown)}`)
    return 'waiting'
  }
}
