import type { Deadline } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { withLease } from '../session/lease'
import type { Session } from '../session/session'
import { batchText } from './batch'
import { postpone } from './postpone'
import { addresseeOf, sendText } from './send'
import { waitingLines, type WaitingLine } from './waiting'

/** How long to wait for another invocation that is sending waiting lines of the same session, in ms. */
const LEASE_WAIT_MS = 8_000

/** `sent`: nothing waits any more. `waiting`: something does. */
export type FlushOutcome = 'sent' | 'waiting'

/**
 * Sends all that waits in a session, in one call to Brevo. Only one invocation does so at a time; lines that join
 * meanwhile are found when it looks again, after it has cleared the tag that says that something waits.
 */
export const flush = async (session: Session, deadline: Deadline): Promise<FlushOutcome> => {
  const waitMs = Math.min(LEASE_WAIT_MS, deadline - Date.now())
  const outcome = await withLease(session.client, session.conversation.id, waitMs, () => sendAll(session, deadline))
  return outcome === 'busy' ? 'waiting' : outcome
}

const sendAll = async (session: Session, deadline: Deadline): Promise<FlushOutcome> => {
  for (let cleared = false; ; cleared = true) {
    const lines = await waitingLines(session)
    if (lines.length > 0) {
      const failure = await sendLines(session, lines, deadline)
      if (failure) {
        await postpone(session, failure)
        return 'waiting'
      }
    } else if (cleared) {
      return 'sent'
    }
    await session.client.updateConversation({ id: session.conversation.id, tags: { waiting: '', retryAt: '' } })
  }
}

const sendLines = async (
  { ctx, client, conversation }: Session,
  lines: WaitingLine[],
  deadline: Deadline
): Promise<BrevoError | undefined> => {
  const to = addresseeOf(ctx.configuration, conversation.tags)
  if (!to || Date.now() >= deadline) {
    return new BrevoError(to ? 'unclear' : 'refused')
  }
  try {
    const text = batchText(lines.map((line) => line.text))
    const id = await sendText(to, text, { deadline, label: lines.at(-1)?.label })
    await Promise.all(lines.map(({ messageId }) => client.updateMessage({ id: messageId, tags: { id, waiting: '' } })))
    return undefined
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}
