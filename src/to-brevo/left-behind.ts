import type { Deadline } from '../brevo/client'
import { causeOf } from '../log'
import { readEnding } from '../session/ending'
import { LONGEST_INVOCATION_MS } from '../session/invocation'
import type { Session } from '../session/session'
import { isUnsent, isWaiting } from './waiting'

/*
 * A line whose invocation died is found by the next event of its session. When there is none, because the session ended
 * in that moment or the invocation that ended it died as well, only a look at the session itself can find it. Each
 * session bears a tag from its start, until it was looked at after its end.
 */

/** How long nobody has said anything when a session whose end was never noted counts as over, in ms: a week. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000

/** How many sessions are looked at side by side. */
const AT_ONCE = 10

/**
 * Looks for sessions with lines that nobody is at and nothing has noted. Takes its tag from a session that is over and
 * has none.
 * @param unsettled those that bear the tag
 * @param deadline when to stop looking
 * @returns those with such lines, and whether all were looked at
 */
export const findLeftBehind = async (
  unsettled: Session[],
  deadline: Deadline
): Promise<{ sessions: Session[]; complete: boolean }> => {
  const sessions: Session[] = []
  for (let next = 0; next < unsettled.length; next += AT_ONCE) {
    if (Date.now() > deadline) {
      return { sessions, complete: false }
    }
    const some = unsettled.slice(next, next + AT_ONCE)
    const found = await Promise.all(some.map(hasLeftBehind))
    sessions.push(...some.filter((_, index) => found[index]))
  }
  return { sessions, complete: true }
}

/** One session that fails must not keep the others from being looked at; its tag brings it to the next look. */
const hasLeftBehind = async (session: Session): Promise<boolean> => {
  try {
    return await look(session)
  } catch (thrown: unknown) {
    session.logger.warn(`Conversation ${session.conversation.id} could not be looked at: ${causeOf(thrown)}`)
    return false
  }
}

const look = async ({ client, conversation }: Session): Promise<boolean> => {
  const { id, tags } = conversation
  const [ending, { messages }] = await Promise.all([
    readEnding(client, id),
    client.listMessages({ conversationId: id }),
  ])
  const lastSign = ending?.at ?? (messages[0] ? Date.parse(messages[0].createdAt) : Number(tags.openedAt))
  const isOver = Date.now() - lastSign > (ending ? LONGEST_INVOCATION_MS : FORGOTTEN_MS)
  if (isOver && !messages.some(isUnsent)) {
    await client.updateConversation({ id, tags: { unsettled: '' } })
  }
  return messages.some(isWaiting)
}
