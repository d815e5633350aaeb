import { causeOf } from '../log'
import { sessionOf, type Session } from '../session/session'
import type { HandlerProps } from '../types'
import { flush, type FlushOutcome } from './flush'
import { mayTryNow } from './postpone'

/** Longest time that one call of `register` spends on sending, in ms. */
const SWEEP_BUDGET_MS = 20_000

/**
 * Sends what waits in these sessions.
 * @returns whether nothing waits any more
 */
export const sendWaiting = async (sessions: Session[]): Promise<boolean> => {
  const deadline = Date.now() + SWEEP_BUDGET_MS
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

/** All sessions of the bot in which something waits. */
export const waitingSessions = async (props: HandlerProps): Promise<Session[]> => {
  const sessions: Session[] = []
  let nextToken: string | undefined
  do {
    const answer = await props.client.listConversations({ channel: 'hitl', tags: { waiting: 'true' }, nextToken })
    sessions.push(...answer.conversations.map((conversation) => sessionOf(props, conversation)))
    nextToken = answer.meta.nextToken
  } while (nextToken)
  return sessions
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
