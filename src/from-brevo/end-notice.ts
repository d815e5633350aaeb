import { causeOf, UnannouncedError, warnIfItFails } from '../errors'
import { forEach } from '../for-each'
import { sendText } from '../outbox/send-text'
import { endingOf } from '../session/ending'
import { once, type Outcome } from '../session/once'
import type { Session } from '../session/session'
import { deadlineIn, msLeft, pause, POLL_MS, untilAge, withinTime } from '../time'
import { noticeAfterEnd } from '../wording/notice'
import type { Heard } from './echo'
import { isTold } from './is-told'
import { correctionId, partsOf } from './message-parts'
import type { AgentMessage } from './message/agent-message'

/** How many messages of one event are looked up at most, the newest ones. */
const MOST_LOOKED_UP = 5

/** By when a read shows what was written before its event came, in ms. */
const READ_LAG_MS = 2_000

/** Left for giving a notice that could not be claimed in time, in ms. */
const SENDING_MS = 600

/**
 * Tells each agent who wrote after the end, once in a session, that nobody reads there. What the user has read was not
 * lost, however often it is delivered.
 * @param heard what was written; see `withoutExtras`
 * @param broughtAt until when another invocation may have brought the user the same words, by this process's clock
 * @throws {BrevoError} when it is not known that Brevo has accepted it
 * @throws {UnannouncedError} when another invocation takes too long to give it, or to bring the words
 * @throws what Botpress throws when it is asked what the user has read
 */
export const giveNotice = async ({ session, spoken }: Heard, broughtAt?: number): Promise<void> => {
  const newest = spoken.slice(-MOST_LOOKED_UP)
  if (newest.length === 0) {
    return
  }
  await untilShown(session, broughtAt)
  const agents = new Set((await unreadOf(session, newest)).map(({ agent }) => agent.key))
  for (const agent of agents) {
    await giveOnce(session, agent)
  }
}

/** Waits until a read shows what the user has been told by then. */
const untilShown = async ({ deadline }: Session, broughtAt: number | undefined): Promise<void> => {
  if (broughtAt === undefined) {
    await untilAge(deadline, READ_LAG_MS)
    return
  }
  const waitMs = broughtAt + READ_LAG_MS - Date.now()
  if (msLeft(deadline) < waitMs + SENDING_MS) {
    throw new UnannouncedError('it is not known yet whether the user has read what an agent wrote last')
  }
  await pause(waitMs)
}

/**
 * Gives an agent one notice. Another invocation that gives it is waited for, for that may die of it. Where Botpress is
 * too slow for a claim, or fails: rather two notices than none.
 */
const giveOnce = async (session: Session, agent: string): Promise<void> => {
  const { deadline } = session
  let giving: Promise<void> | undefined
  const give = () => (giving ??= sendNotice(session))
  const claim = async (): Promise<Outcome | 'late'> => {
    try {
      return await once(session, `notice ${agent}`, give)
    } catch (thrown: unknown) {
      if (giving) {
        throw thrown
      }
      session.logger.warn(`A notice in conversation ${session.conversation.id} has no claim: ${causeOf(thrown)}`)
      return 'late'
    }
  }
  const inTime = (claiming: Promise<Outcome | 'late'>, reserveMs: number) =>
    withinTime(claiming, msLeft(deadline) - reserveMs, () => 'late')
  const claiming = claim()
  let outcome = await inTime(claiming, SENDING_MS)
  if (outcome === 'late') {
    await give()
    // What it leaves behind would be in the way of the next invocation.
    await inTime(claiming, 0).catch(() => undefined)
    return
  }
  while (outcome !== 'done') {
    if (msLeft(deadline) < 2 * SENDING_MS + POLL_MS) {
      throw new UnannouncedError('an agent is not known to have been told that the session is over')
    }
    await pause(POLL_MS)
    outcome = await inTime(claim(), SENDING_MS)
  }
}

/**
 * The messages that Botpress does not have as they are now. Their parts are told in order, so that the first one, which
 * may have been corrected, and the last one tell; a message that says nothing has none.
 */
const unreadOf = async (
  { client, conversation, words }: Session,
  messages: AgentMessage[]
): Promise<AgentMessage[]> => {
  const endsOf = (message: AgentMessage) =>
    partsOf(message, words).filter((_, index, { length }) => index === 0 || index === length - 1)
  const ids = messages
    .flatMap(endsOf)
    .flatMap((part) => (part.type === 'text' ? [part.id, correctionId(part.id, part.payload.text)] : [part.id]))
  const found = await forEach(ids, (id) => client.listMessages({ conversationId: conversation.id, tags: { id } }))
  const there = new Map(found.flatMap((page) => page.messages).map((copy) => [copy.tags.id, copy]))
  return messages.filter((message) => !endsOf(message).every((part) => isTold(part, there, words)))
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
