import { UnannouncedError, warnIfItFails } from '../errors'
import { sendText } from '../outbox/send-text'
import { once } from '../session/claim'
import { endingOf } from '../session/ending'
import type { Session } from '../session/session'
import { deadlineIn, msLeft, pause, POLL_MS, untilAge } from '../time'
import { noticeAfterEnd } from '../wording/notice'
import { withoutExtras } from './echo'
import { isTold } from './is-told'
import { correctionId, partsOf } from './message-parts'
import type { AgentMessage } from './message/agent-message'

/** How many messages of one event are looked up at most, the newest ones. */
const MOST_LOOKED_UP = 5

/** By when a read shows what was written before its event came, in ms. */
const READ_LAG_MS = 2_000

/** How long a claim takes at most, in look-ups. */
const CLAIM_LOOKS = 5

/** Left for the answer after waiting for another invocation, in ms. */
const RESERVE_MS = 1_500

/**
 * Tells each agent who wrote after the end, once in a session, that nobody reads there. What came back of ours without
 * its mark is no agent's, and what the user has read was not lost, however often it is delivered.
 * @throws {BrevoError} when it is not known that Brevo has accepted it
 * @throws {UnannouncedError} when another invocation takes too long to give it
 */
export const giveNotice = async (session: Session, messages: AgentMessage[]): Promise<void> => {
  const { spoken } = await withoutExtras(session, messages)
  const newest = spoken.slice(-MOST_LOOKED_UP)
  if (newest.length === 0) {
    return
  }
  await untilAge(session.deadline, READ_LAG_MS)
  const lookedAt = Date.now()
  const areRead = await Promise.all(newest.map((message) => isRead(session, message)))
  const agents = new Set(newest.filter((_, index) => !areRead[index]).map(({ agent }) => agent.key))
  const lookMs = Date.now() - lookedAt
  for (const agent of agents) {
    if (msLeft(session.deadline) < CLAIM_LOOKS * lookMs) {
      // Botpress is so slow that a claim would fail: rather two notices than none.
      await sendNotice(session)
      return
    }
    await giveOnce(session, agent)
  }
}

/** Waits for another invocation that gives it, for that may die of it. */
const giveOnce = async (session: Session, agent: string): Promise<void> => {
  while ((await once(session, `notice ${agent}`, () => sendNotice(session))) === 'busy') {
    if (msLeft(session.deadline) < RESERVE_MS) {
      throw new UnannouncedError('an agent is not known to have been told that the session is over')
    }
    await pause(POLL_MS)
  }
}

/** Whether Botpress has what a message says now, or it says nothing. */
const isRead = async ({ client, conversation, words }: Session, message: AgentMessage): Promise<boolean> => {
  const [part] = partsOf(message, words)
  if (!part) {
    return true
  }
  const ids = [part.id, ...(part.type === 'text' ? [correctionId(part.id, part.payload.text)] : [])]
  const found = await Promise.all(
    ids.map((id) => client.listMessages({ conversationId: conversation.id, tags: { id } }))
  )
  const there = found.flatMap((page) => page.messages)
  return isTold(part, new Map(there.map((copy) => [copy.tags.id, copy])), words)
}

const sendNotice = async (session: Session): Promise<void> => {
  const { conversation, words, ctx, deadline } = session
  const cause = endingOf(conversation) ?? 'failedStart'
  const notice = noticeAfterEnd(cause, words, ctx.configuration.sessionOverNotice)
  const { failure } = await sendText(session, notice, { deadline })
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
