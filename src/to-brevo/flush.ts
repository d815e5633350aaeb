import type { Deadline } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { MIN_CALL_MS } from '../brevo/retry'
import { withLease } from '../session/lease'
import type { Session } from '../session/session'
import { batchText } from './batch'
import { markWaiting, postpone } from './postpone'
import { addresseeOf, trySendText, type Addressee } from './send'
import { sendSingly } from './singly'
import { lookForUnsent, markSent, type WaitingLine } from './waiting'

/** How long to wait for another invocation that is sending waiting lines of the same session, in ms. */
const LEASE_WAIT_MS = 8_000

/** `sent`: nothing waits any more. `waiting`: something does. `limited`: it does, and the account's limit is used up. */
export type FlushOutcome = 'sent' | 'waiting' | 'limited'

/**
 * Sends all that waits in a session, in one call to Brevo. Only one invocation does so at a time; lines that join
 * meanwhile are found when it looks again, after it has cleared the tag that says that something waits. The tag stays
 * while another invocation is at a line.
 * @param failedBefore how many tries have failed in this invocation
 */
export const flush = async (session: Session, deadline: Deadline, failedBefore = 0): Promise<FlushOutcome> => {
  const { client, conversation } = session
  const waitMs = Math.min(LEASE_WAIT_MS, deadline - Date.now())
  const outcome = await withLease(client, 'sendingLease', conversation.id, waitMs, () =>
    sendAll(session, deadline, failedBefore)
  )
  if (outcome !== 'busy') {
    return outcome
  }
  // The holder may have cleared the mark and died before it looked again.
  return await leaveMarked(session)
}

const sendAll = async (session: Session, deadline: Deadline, failedBefore: number): Promise<FlushOutcome> => {
  const { client, conversation } = session
  const sent = new Set<string>()
  let cleared = false
  for (;;) {
    const { waiting, anyInWork } = await lookForUnsent(session)
    const lines = waiting.filter(({ messageId }) => !sent.has(messageId))
    if (lines.length === 0 && (cleared || anyInWork)) {
      return anyInWork ? await leaveMarked(session) : 'sent'
    }
    const failure = lines.length > 0 ? await sendLines(session, lines, deadline, failedBefore) : undefined
    if (failure) {
      await postpone(session, failure)
      return failure.failure === 'limited' ? 'limited' : 'waiting'
    }
    lines.forEach(({ messageId }) => sent.add(messageId))
    if (!anyInWork) {
      await client.updateConversation({ id: conversation.id, tags: { waiting: '', retryAt: '' } })
      cleared = true
    }
  }
}

/** The invocation that is at a line may die, and when the session is over only the mark leads back to it. */
const leaveMarked = async ({ client, conversation }: Session): Promise<FlushOutcome> => {
  await markWaiting(client, conversation.id)
  return 'waiting'
}

const sendLines = async (
  session: Session,
  lines: WaitingLine[],
  deadline: Deadline,
  failedBefore: number
): Promise<BrevoError | undefined> => {
  const to = addresseeOf(session.ctx.configuration, session.conversation.tags)
  if (!to || deadline - Date.now() < MIN_CALL_MS) {
    return new BrevoError(to ? 'unclear' : 'refused')
  }
  const failure = await sendTogether(session, to, lines, { deadline, failedBefore })
  return failure?.failure === 'refused' && lines.length > 1 ? await sendSingly(session, to, lines, deadline) : failure
}

const sendTogether = async (
  { client }: Session,
  to: Addressee,
  lines: WaitingLine[],
  sending: { deadline: Deadline; failedBefore: number }
): Promise<BrevoError | undefined> => {
  const text = batchText(lines.map((line) => line.text))
  const sent = await trySendText(to, text, { ...sending, label: lines.at(-1)?.label })
  if (sent instanceof BrevoError) {
    return sent
  }
  await markSent(client, lines, sent)
  return undefined
}
