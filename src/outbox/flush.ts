import type { Trying } from '../brevo/client'
import type { BrevoError } from '../brevo/error'
import { withLease } from '../session/claim'
import type { Session } from '../session/session'
import { leaveWaiting, markWaiting } from './keep'
import { Sender } from './sender'
import { stillUnsent, unsentLines, type UnsentLine } from './unsent'

export type Flushing = Trying & {
  /** How long to wait for another invocation that is sending in the same session, in ms. */
  waitMs: number
  /** The line of this invocation, which a list may not show yet. */
  own?: UnsentLine
}

/** After Brevo has refused all that there is, the next message would fare no better: nothing is tried for so long, in ms. */
const REFUSED_PAUSE_MS = 5 * 60_000

/**
 * Sends all that waits in a session, in as few calls to Brevo as it takes. Only one invocation does so at a time; lines
 * that join meanwhile are found when it looks again, after it has cleared the tag that says that something waits. What
 * a list does not show yet is found by `register`, which looks at every session until it is settled.
 * @returns why something goes on waiting, unless another invocation is sending
 */
export const flush = async (
  session: Session,
  { waitMs, own, ...trying }: Flushing
): Promise<BrevoError | undefined> => {
  const failure = await withLease(session, waitMs, async (nowMs) => {
    const left = await sendAll(session, new Sender(session, trying, nowMs), own)
    if (left) {
      await leaveWaiting(session, left, left.failure === 'refused' ? REFUSED_PAUSE_MS : left.resetMs)
    }
    return left
  })
  if (failure !== 'busy') {
    return failure
  }
  // The holder may have cleared the tag before it could see this invocation's line.
  await markWaiting(session)
  return undefined
}

const sendAll = async (
  session: Session,
  sender: Sender,
  own: UnsentLine | undefined
): Promise<BrevoError | undefined> => {
  const { client, conversation } = session
  const untold = await sender.apologiseIfOwed()
  if (untold) {
    return untold
  }
  const handled = new Set<string>()
  for (;;) {
    const listed = await unsentLines(session, { nowMs: sender.nowMs, own })
    const lines = await stillUnsent(
      session,
      listed.filter(({ messageId }) => !handled.has(messageId))
    )
    if (lines.length === 0 && handled.size > 0) {
      return undefined
    }
    const failure = await sender.sendLines(lines)
    if (failure) {
      return failure
    }
    await client.updateConversation({ id: conversation.id, tags: { waiting: '', retryAt: '' } })
    if (lines.length === 0) {
      return undefined
    }
    lines.forEach(({ messageId }) => handled.add(messageId))
  }
}
