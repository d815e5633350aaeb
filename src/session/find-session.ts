import { GoneError, isNotFound, NotYetError } from '../errors'
import type { Tools } from '../guard'
import { msLeft, pause, POLL_MS, type Deadline } from '../time'
import { endingOf } from './ending'
import { sessionOf, type Session } from './session'
import { timeOfUlid } from './ulid'
import { carriesConversation, type VisitorOrigin } from './visitor-id'

/** A conversation that Botpress does not know although it is younger than this, in ms, with room for clocks that differ. */
const YOUNG_MS = 10 * 60_000

/** Left for the work itself after the last look, in ms. */
const RESERVE_MS = 1_500

const mayBeYoung = (id: string): boolean => {
  const madeAt = timeOfUlid(id.slice(id.lastIndexOf('_') + 1))
  return madeAt === undefined || Math.abs(Date.now() - madeAt) < YOUNG_MS
}

/**
 * Does work for a conversation that Botpress may not know yet: reads lag behind writes.
 * @throws {NotYetError} when Botpress does not know it in time, and it is young
 * @throws {GoneError} when it was there long ago; whatever else the work throws
 */
export const onceKnown = async <T>(conversationId: string, deadline: Deadline, work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (thrown: unknown) {
      if (!isNotFound(thrown)) {
        throw thrown
      }
      if (!mayBeYoung(conversationId)) {
        throw new GoneError('Botpress does not know it any more')
      }
      if (msLeft(deadline) < RESERVE_MS) {
        throw new NotYetError('Botpress does not know it yet')
      }
      await pause(POLL_MS)
    }
  }
}

/** The session of a conversation as it is now, as far as a read tells. @throws as {@link onceKnown} does */
export const findSession = async (tools: Tools, conversationId: string): Promise<Session> => {
  const { client, deadline } = tools
  const { conversation } = await onceKnown(conversationId, deadline, () =>
    client.getConversation({ id: conversationId })
  )
  return sessionOf(tools, conversation)
}

/** Whether the start of a session may still be under way, as far as its tags tell. */
export const isBeingStarted = ({ conversation }: Session): boolean =>
  !conversation.tags.openedAt && endingOf(conversation) !== 'failedStart'

/** A session whose start may still be under way: as it is once that is over, or when the time is. */
export const onceStarted = async (session: Session, giveUpAt: Deadline): Promise<Session> => {
  let current = session
  while (isBeingStarted(current) && msLeft(giveUpAt) > 0) {
    current = await findSession(session, session.conversation.id)
    if (isBeingStarted(current)) {
      await pause(POLL_MS)
    }
  }
  return current
}

/** Records a visitor id that has to be looked up when Brevo comes back with it. */
export const makeFindable = async ({ client, conversation, visitorId }: Session): Promise<void> => {
  if (!carriesConversation(visitorId)) {
    await client.updateConversation({ id: conversation.id, tags: { visitorId } })
  }
}

/**
 * The id of the conversation that a visitor id stands for.
 * @throws {NotYetError} for an id that has to be looked up and is not found
 */
export const conversationOf = async (tools: Tools, origin: VisitorOrigin, visitorId: string): Promise<string> => {
  if (origin !== 'lookUp') {
    return origin.conversationId
  }
  const { conversations } = await tools.client.listConversations({ channel: 'hitl', tags: { visitorId } })
  const [found] = conversations
  if (!found) {
    throw new NotYetError('No conversation has this visitor ID yet')
  }
  return found.id
}
