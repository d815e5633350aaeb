import type { Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { MIN_CALL_MS } from '../brevo/retry'
import { withLease } from '../session/claim'
import { endingOf } from '../session/ending'
import type { Session } from '../session/session'
import { msLeft } from '../time'
import { batchText } from '../wording/batch'
import { leaveRefused, markWaiting } from './keep'
import { giveUpOld, sendSingly } from './send-singly'
import { trySendText } from './send-text'
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
    await client.updateConversation({ id: conversation.id, tags: { waiting: '', retryAt: '', owesApology: '' } })
    if (lines.length === 0) {
      return 'sent'
    }
    lines.forEach(({ messageId }) => handled.add(messageId))
  }
}

/** Agents read, once Brevo accepts messages, that one of theirs may have been lost. */
export const APOLOGY = 'Your last message may not have reached the user. Please send it again.'

const sendLines = async (
  session: Session,
  lines: UnsentLine[],
  nowMs: number,
  trying: Trying
): Promise<BrevoError | undefined> => {
  if (msLeft(trying.deadline) < MIN_CALL_MS) {
    return new BrevoError('unclear')
  }
  if (session.conversation.tags.owesApology) {
    const told = await trySendText(session, { text: APOLOGY }, trying)
    if (told instanceof BrevoError) {
      return told
    }
  }
  if (lines.length === 0) {
    return undefined
  }
  return await sendTogether(session, lines, nowMs, trying)
}

const sendTogether = async (
  session: Session,
  lines: UnsentLine[],
  nowMs: number,
  trying: Trying
): Promise<BrevoError | undefined> => {
  const text = batchText(lines.map((line) => line.text)) + afterEnd(session, lines)
  const sent = await trySendText(session, { text, label: lines.at(-1)?.label }, trying)
  if (!(sent instanceof BrevoError)) {
    await markSent(session, lines, sent)
    return undefined
  }
  if (sent.failure !== 'refused') {
    return sent
  }
  const failure = lines.length > 1 ? await sendSingly(session, lines, trying) : sent
  if (failure?.failure === 'refused') {
    await giveUpOld(session, lines, nowMs)
  }
  return failure
}

/** What agents read below a user's words that came too late for them to be answered. */
export const afterEnd = (session: Session, lines: Pick<UnsentLine, 'label'>[]): string =>
  endingOf(session.conversation) === 'agent' && lines.some(({ label }) => label !== undefined)
    ? '\n(The chat was finished before this arrived. The user is with the bot again.)'
    : ''
