import { NotYetError } from '../errors'
import { nowInBotpress } from '../session/claim'
import { findSession, isBeingStarted, onceStarted } from '../session/find-session'
import type { FoundConversation, Session } from '../session/session'
import { ACTIVATION_MS, deadlineIn, LAST_STEP_MS, LONGEST_INVOCATION_MS, msLeft, pause, POLL_MS } from '../time'

/** The longest start that early messages are held back for in full, in ms. */
const LONGEST_DELAY_MS = ACTIVATION_MS + 1_500

/** How long after the opening a message is early, in ms: from then on the session is surely active. */
const EARLY_MS = 30_000

/** How long a start may go on repeating a last step that was carried out at once, in ms. */
const REPEATING_MS = LAST_STEP_MS + 300

/** Left for relaying after the wait, in ms. */
const RESERVE_MS = 1_200

/**
 * How long an agent's message is held back, in ms. Every message is delayed by as long as the start took and the
 * plugin's activation takes, so that messages keep their order and nearly their gaps; the delay shrinks evenly to
 * nothing, so that no message can overtake an earlier one. Ages are told by one clock at a time: Brevo's from the opening
 * to the message, Botpress's from the conversation's creation to its last change.
 * @param writtenAt when the message was written, by Brevo's clock; undefined when Brevo does not say
 */
export const earlyDelay = (
  { tags, createdAt, updatedAt }: Omit<FoundConversation, 'id'>,
  writtenAt: number | undefined
): number => {
  const full = Math.min(ACTIVATION_MS + POLL_MS + Number(tags.startTook ?? 0), LONGEST_DELAY_MS)
  const ages = [(writtenAt ?? Number.NaN) - Number(tags.openedAt), Date.parse(updatedAt) - Date.parse(createdAt)]
  const age = Math.max(0, ...ages.filter(Number.isFinite))
  return full * (1 - Math.min(1, age / EARLY_MS))
}

/**
 * Waits until messages for the user will reach them.
 * @param writtenAt when the oldest of them was written, by Brevo's clock in epoch ms; undefined when not known
 * @returns the session as it is then; undefined when its start has failed and nobody will ever read in it
 * @throws {NotYetError} when it takes too long
 */
export const whenReady = async (session: Session, writtenAt: number | undefined): Promise<Session | undefined> => {
  const arrivedAt = Date.now()
  const started = await whenStarted(session)
  if (!started) {
    return undefined
  }
  const held = arrivedAt + earlyDelay(started.conversation, writtenAt) - Date.now()
  const waitMs = Math.max(0, held, started === session ? 0 : ACTIVATION_MS)
  if (waitMs === 0) {
    return started
  }
  await pauseInTime(session, waitMs)
  const now = await findSession(started, started.conversation.id)
  const { agents, ended } = now.conversation.tags
  if (!agents && !ended) {
    // As long as the start may have gone on repeating its last step, by Botpress's clock alone.
    const changedMs = Date.parse(now.conversation.updatedAt) - Date.parse(started.conversation.updatedAt)
    await pause(Math.max(0, Math.min(changedMs, REPEATING_MS, msLeft(session.deadline) - RESERVE_MS)))
  }
  return now
}

const pauseInTime = async ({ deadline }: Session, ms: number): Promise<void> => {
  if (msLeft(deadline) < ms + RESERVE_MS) {
    throw new NotYetError('The session has only just been started')
  }
  await pause(ms)
}

/** Longer than a start takes as a rule, in ms: by then it is worth a call to find out whether it died long ago. */
const USUAL_START_MS = 3_000

/** The session once its start is complete; undefined when that has failed, or died. @throws {NotYetError} */
const whenStarted = async (session: Session): Promise<Session | undefined> => {
  const lastLookAt = session.deadline - POLL_MS - RESERVE_MS
  const early = await onceStarted(session, Math.min(lastLookAt, deadlineIn(USUAL_START_MS)))
  const { createdAt } = early.conversation
  if (isBeingStarted(early) && (await nowInBotpress(early)) - Date.parse(createdAt) > LONGEST_INVOCATION_MS) {
    return undefined
  }
  const found = await onceStarted(early, lastLookAt)
  if (isBeingStarted(found)) {
    throw new NotYetError('The session is still being started')
  }
  return found.conversation.tags.openedAt ? found : undefined
}
