import type { Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { MIN_CALL_MS } from '../brevo/retry'
import { withLease } from '../session/claim'
import { endingOf } from '../session/ending'
import type { Session } from '../session/session'
import { msLeft } from '../time'
import { batchTexts } from '../wording/batch'
import { leaveRefused, markWaiting } from './keep'
import { giveUpOld, MOST_SENT_SINGLY, sendSingly } from './send-singly'
import { trySendText } from './send-text'
import { trySendLine } from './try-send-line'
import { markSent, stillUnsent, unsentLines, type UnsentLine } from './unsent'

/** `sent`: nothing waits any more. `waiting`: something does. `limited`: it does, and the account's limit is used up. */
export type FlushOutcome = 'sent' | 'waiting' | 'limited'

export type Flushing = Trying & {
  /** How long to wait for another invocation that is sending in the same session, in ms. */
  waitMs: number
  /** Lines of this invocation, which a list may not show yet. */
  own?: UnsentLine[]
}

/**
 * Sends all that waits in a session, in as few calls to Brevo as it takes. Only one invocation does so at a time; lines
 * that join meanwhile are found when it looks again, after it has cleared the tag that says that something waits. What
 * a list does not show yet is found by `register`, which looks at every session until it is settled.
 */
export const flush = async (session: Session, flushing: Flushing): Promise<FlushOutcome> => {
  const outcome = await withLease(session, 'sending', flushing.waitMs, (nowMs) => sendAll(session, nowMs, flushing))
  if (outcome !== 'busy') {
    return outcome
  }
  // The holder may have cleared the tag before it could see this invocation's line.
  await markWaiting(session)
  return 'waiting'
}

const sendAll = async (session: Session, nowMs: number, { own, ...trying }: Flushing): Promise<FlushOutcome> => {
  const { client, conversation } = session
  const handled = new Set<string>()
  const untold = await apologiseIfOwed(session, trying)
  if (untold) {
    await leaveRefused(session, untold)
    return untold.failure === 'limited' ? 'limited' : 'waiting'
  }
  for (;;) {
    const listed = await unsentLines(session, nowMs, own)
    const lines = await stillUnsent(
      session,
      listed.filter(({ messageId }) => !handled.has(messageId))
    )
    if (lines.length === 0 && handled.size > 0) {
      return 'sent'
    }
    const failure = await sendLines(session, lines, nowMs, trying)
    if (failure) {
      await leaveRefused(session, failure)
      return failure.failure === 'limited' ? 'limited' : 'waiting'
    }
    await client.updateConversation({ id: conversation.id, tags: { waiting: '', retryAt: '' } })
    if (lines.length === 0) {
      return 'sent'
    }
    lines.forEach(({ messageId }) => handled.add(messageId))
  }
}

const sendLines = async (
  session: Session,
  lines: UnsentLine[],
  nowMs: number,
  trying: Trying
): Promise<BrevoError | undefined> => {
  if (msLeft(trying.deadline) < MIN_CALL_MS) {
    return new BrevoError('outOfTime')
  }
  if (lines.length === 0) {
    return undefined
  }
  return await sendTogether(session, lines, nowMs, trying)
}

/** An agent whose message may not have reached the user is told so, as soon as Brevo accepts it. */
const apologiseIfOwed = async (session: Session, trying: Trying): Promise<BrevoError | undefined> => {
  const { client, conversation, words } = session
  if (!conversation.tags.owesApology) {
    return undefined
  }
  const told = await trySendText(session, words.sendAgain, trying)
  if (told instanceof BrevoError) {
    return told
  }
  await client.updateConversation({ id: conversation.id, tags: { owesApology: '' } })
  return undefined
}

const MINUTE_MS = 60_000

/** Sends lines in as few messages as hold them; what does not fit into five is left out, and the agents are told. */
const sendTogether = async (
  session: Session,
  lines: UnsentLine[],
  nowMs: number,
  trying: Trying
): Promise<BrevoError | undefined> => {
  const texts = lines.map(({ text }) => text)
  const delayedMinutes = Math.floor((nowMs - (lines[0]?.at ?? nowMs)) / MINUTE_MS)
  const batches = batchTexts(texts, { delayedMinutes, words: session.words })
  const [first, second] = lines
  const only = second ? undefined : first
  let done = 0
  for (const [index, { text, lineIndexes }] of batches.entries()) {
    const isLast = index === batches.length - 1
    if (index > 0 && msLeft(trying.deadline) < MIN_CALL_MS) {
      return new BrevoError('outOfTime')
    }
    const complete = isLast ? withEnding(session, lines, text) : text
    const sent = await (only ? trySendLine(session, only, trying, complete) : trySendText(session, complete, trying))
    if (sent instanceof BrevoError) {
      return await afterRefusal(session, lines.slice(done), sent, nowMs, trying)
    }
    // A line that goes on in the next message is not through; those left out are, with the first message.
    const end = isLast ? lines.length : Math.min(...(batches[index + 1]?.lineIndexes ?? []), lines.length)
    if (lineIndexes.length > 0) {
      await markSent(session, lines.slice(done, end), sent)
      done = Math.max(done, end)
    }
  }
  return undefined
}

const afterRefusal = async (
  session: Session,
  lines: UnsentLine[],
  failure: BrevoError,
  nowMs: number,
  trying: Trying
): Promise<BrevoError | undefined> => {
  if (failure.failure !== 'refused') {
    return failure
  }
  const some = lines.slice(0, MOST_SENT_SINGLY)
  const left = lines.length > 1 ? await sendSingly(session, some, trying) : failure
  if (left?.failure === 'refused') {
    await giveUpOld(session, lines, nowMs)
  }
  const others = lines.slice(some.length)
  return left === undefined && others.length > 0 ? await sendTogether(session, others, nowMs, trying) : left
}

/** What a user wrote just when an agent finished is not left unread in silence. */
export const withEnding = (session: Session, lines: UnsentLine[], text: string): string =>
  endingOf(session.conversation) === 'agent' && lines.some(({ ownText }) => ownText !== undefined)
    ? `${text}\n${session.words.finishedBefore}`
    : text
