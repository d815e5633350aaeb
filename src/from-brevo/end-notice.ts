import { UnannouncedError, warnIfItFails } from '../errors'
import { sendText } from '../outbox/send-text'
import { once } from '../session/claim'
import { endingOf } from '../session/ending'
import type { Session } from '../session/session'
import { deadlineIn, msLeft, pause, POLL_MS } from '../time'
import { noticeFor, withoutEchoes } from './echo'
import type { AgentMessage } from './message/agent-message'

/** How many agents one event's notices are for at most. */
const MOST_AGENTS = 5

/** Left for the answer after waiting for another invocation, in ms. */
const RESERVE_MS = 1_500

/**
 * Tells each agent who wrote after the end, once in a session, that nobody reads there. What came back of ours without
 * its mark is no agent's.
 * @throws {BrevoError} when it is not known that Brevo has accepted it
 * @throws {UnannouncedError} when another invocation takes too long to give it
 */
export const giveNotice = async (session: Session, messages: AgentMessage[]): Promise<void> => {
  const written = await withoutEchoes(session, messages)
  const agents = [...new Set(written.map(({ agent }) => agent.key))].slice(0, MOST_AGENTS)
  for (const agent of agents) {
    const give = () => once(session, `notice ${agent}`, () => sendNotice(session))
    while ((await give()) === 'busy') {
      // Whoever is giving it may die of it.
      if (msLeft(session.deadline) < RESERVE_MS) {
        throw new UnannouncedError('an agent is not known to have been told that the session is over')
      }
      await pause(POLL_MS)
    }
  }
}

const sendNotice = async (session: Session): Promise<void> => {
  const { failure } = await sendText(session, noticeFor(session), { deadline: session.deadline })
  if (failure) {
    throw failure
  }
  await noteToldToFinish(session)
}

/** After that, an agent finishes the conversation; where Brevo tells of no end, the bot's owner learns of it. */
const noteToldToFinish = async ({ client, conversation, logger }: Session): Promise<void> => {
  if (endingOf(conversation) !== 'bot' || conversation.tags.toldToFinish) {
    return
  }
  const { id } = conversation
  await warnIfItFails(logger, `That an agent has to finish conversation ${id} could not be stored`, () =>
    client.updateConversation({ id, tags: { toldToFinish: 'true', unsettled: 'true' } })
  )
}

/** Longest time for an apology, in ms. */
const APOLOGY_MS = 3_000

/** Tells agents that what they wrote may not have reached the user: now, or as soon as Brevo accepts messages. */
export const apologise = async (session: Session): Promise<void> => {
  const { client, conversation, logger } = session
  const trying = { deadline: deadlineIn(APOLOGY_MS), tries: 1 }
  const { failure } = await sendText(session, session.words.sendAgain, trying)
  if (failure) {
    const tags = { owesApology: 'true', waiting: 'true', unsettled: 'true' }
    await warnIfItFails(logger, `An agent could not be told that a message may be lost: ${failure.message}`, () =>
      client.updateConversation({ id: conversation.id, tags })
    )
  }
}
