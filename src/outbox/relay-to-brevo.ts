import type * as bp from '../bp'
import { FAILURES } from '../brevo/failures'
import { MIN_CALL_MS, pauseBeforeRetry } from '../brevo/retry'
import { OwnerError } from '../errors'
import type { Tools } from '../guard'
import { announceForgottenStop, recordStop } from '../session/ending'
import { onceStarted } from '../session/find-session'
import { sessionOf, type Session } from '../session/session'
import { reportSilence } from '../setup/silence'
import { deadlineIn, msLeft, pause } from '../time'
import { followedBy } from '../wording/batch'
import { pluginLine } from '../wording/plugin-line'
import { flush } from './flush'
import { keepLine, leaveWaiting, markWaiting, mayTryNow } from './keep'
import { endingFor, restOf, sendLine } from './send-line'
import { sendText } from './send-text'
import { markSent, rememberOurs, toUnsentLine, type UnsentLine } from './unsent'

/** A message of the channel, of any type. */
export type OutgoingMessage = bp.CommonHandlerProps & {
  conversation: bp.AnyMessageProps['conversation']
  message: bp.AnyMessageProps['message']
  type: string
  payload: Record<string, unknown>
}

/** Kept for recording, with repetitions, that Brevo has accepted a message, in ms. */
const ACKNOWLEDGING_MS = 5_000

/** How long a snapshot of a conversation may be out of date, in ms. */
const SNAPSHOT_LAG_MS = 3_000

/**
 * Sends a user's message, or a line of the bot, to the agents in Brevo: one call to Brevo, one to Botpress.
 * What Brevo does not accept now waits and is sent later; then, and behind anything that waits already, it goes
 * through {@link flush}, so that the order is kept.
 * @throws {OwnerError} for a conversation that no `startHitl` has opened
 */
export const relayToBrevo = async (props: OutgoingMessage & Tools): Promise<void> => {
  const deadline = props.deadline - ACKNOWLEDGING_MS
  const { message, type, payload } = props
  if (message.tags.id) {
    return
  }
  // What comes with a message is a snapshot of the conversation, perhaps from before the start was complete.
  const snapshot = sessionOf({ ...props, deadline }, props.conversation)
  const session = await onceStarted(snapshot, deadlineIn(SNAPSHOT_LAG_MS))
  if (!session.conversation.tags.openedAt) {
    throw new OwnerError(
      'This conversation was not started with the "Start HITL" card, so there is nobody in Brevo to write to.'
    )
  }
  const at = Date.parse(message.createdAt)
  await announceForgottenStop(session)
  const line = toUnsentLine(session, { ...message, type, payload })
  if (isOdd(at) && (await isOnRecord(session, line))) {
    return
  }
  await send(session, line)
  if (payload.userId !== undefined) {
    await reportSilence(session, at)
  } else if (pluginLine({ source: { type: 'bot' }, type, payload }) === 'over' && !session.conversation.tags.ended) {
    // `stopHitl`, which comes with the farewell, may have failed to record the end.
    await recordStop(session, session.conversation.id)
  }
}

const send = async (session: Session, line: UnsentLine): Promise<void> => {
  const { conversation, deadline } = session
  if (conversation.tags.waiting) {
    if ((await keepLine(session, line)) && mayTryNow(session)) {
      await flushWith(session, line)
    }
    return
  }
  const [text = '', after] = followedBy(line.text, endingFor(session, [line]))
  const { sent, rest, failure } = await sendLine(session, line, text, { deadline, tries: 1 })
  if (!failure) {
    await markSent(session, [line], sent)
    if (after !== undefined) {
      await rememberOurs(session, (await sendText(session, after, { deadline, tries: 1 })).sent)
    }
    return
  }
  if (!(await keepLine(session, line))) {
    return
  }
  await rememberOurs(session, sent)
  const pauseMs = pauseBeforeRetry(failure, 1, deadline)
  if (pauseMs === undefined) {
    await leaveWaiting(session, failure)
    return
  }
  await markWaiting(session)
  await pause(pauseMs)
  const left = sent.length === 0 ? line : restOf(line, rest)
  const { goesOn, pausesMs } = FAILURES[failure.failure]
  await flushWith(session, left, goesOn ? undefined : pausesMs.length)
}

const flushWith = async (session: Session, own: UnsentLine, tries?: number): Promise<void> => {
  const { deadline } = session
  await flush(session, { deadline, tries, waitMs: Math.max(0, msLeft(deadline) - MIN_CALL_MS), own })
}

/** A message that seems older or younger than this, in ms, came late or again, or between clocks that differ. */
const USUAL_AGE_MS = 10_000

const isOdd = (at: number): boolean => Math.abs(Date.now() - at) > USUAL_AGE_MS

/** Whether a message was sent, or waits, so that whoever sends what waits sends it, one invocation at a time. */
const isOnRecord = async ({ client }: Session, { messageId }: UnsentLine): Promise<boolean> => {
  const { message } = await client.getMessage({ id: messageId })
  return Boolean(message.tags.id || message.tags.waiting)
}
