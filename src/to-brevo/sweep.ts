import { causeOf } from '../log'
import type { Session } from '../session/session'
import type { HandlerProps } from '../types'
import { flush } from './flush'
import { mayTryNow } from './postpone'

/** Longest time that one call of `register` spends on sending, in ms. */
const SWEEP_BUDGET_MS = 25_000

/**
 * Sends what waits in these sessions.
 * @returns whether nothing waits any more
 */
export const sendWaiting = async (sessions: Session[]): Promise<boolean> => {
  const deadline = Date.now() + SWEEP_BUDGET_MS
  let allSent = true
  for (const session of sessions) {
    const sent = Date.now() < deadline && mayTryNow(session) && (await trySession(session, deadline))
    allSent &&= sent
  }
  return allSent
}

/** All sessions of the bot in which something waits. */
export const waitingSessions = async ({ client, ctx, logger }: HandlerProps): Promise<Session[]> => {
  const sessions: Session[] = []
  let nextToken: string | undefined
  do {
    const answer = await client.listConversations({ channel: 'hitl', tags: { waiting: 'true' }, nextToken })
    sessions.push(...answer.conversations.map(({ id, tags }) => ({ client, ctx, logger, conversation: { id, tags } })))
    nextToken = answer.meta.nextToken
  } while (nextToken)
  return sessions
}

/** One session that fails must not keep the others waiting. */
const trySession = async (session: Session, deadline: number): Promise<boolean> => {
  try {
    return (await flush(session, deadline)) === 'sent'
  } catch (thrown: unknown) {
    session.logger.warn(`Sending what waits in conversation ${session.conversation.id} failed: ${causeOf(thrown)}`)
    return false
  }
}
