import type { Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { MIN_CALL_MS } from '../brevo/retry'
import type { Session } from '../session/session'
import { msLeft } from '../time'
import { trySendText } from './send-text'
import { markSent, type UnsentLine } from './unsent'

/** Placeholder id of a message that Brevo rejects. No id of Brevo's has a "!". */
export const REFUSED_ID = '!refused'

/** After so many refusals with nothing accepted, the lines are not to blame, but the configuration. */
const REFUSALS_THAT_BLAME_ALL = 3

/** How many lines are sent one by one before the others are tried together again. */
export const MOST_SENT_SINGLY = 8

/** A line that was refused for so long, in ms, is given up: three days. */
const GIVE_UP_MS = 3 * 24 * 3_600_000

/**
 * Sends lines one by one after Brevo has refused them together, so that one that Brevo rejects does not keep the others
 * waiting for ever. Such a line is set aside when another one has passed, and the agents know. Where the oldest two are
 * refused, the newest tells most about the configuration.
 * @returns the failure because of which lines go on waiting
 */
export const sendSingly = async (
  session: Session,
  lines: UnsentLine[],
  trying: Trying
): Promise<BrevoError | undefined> => {
  const refused: UnsentLine[] = []
  let passed = 0
  const left = [...lines]
  for (let line = left.shift(); line; line = passed === 0 && refused.length === 2 ? left.pop() : left.shift()) {
    if (msLeft(trying.deadline) < MIN_CALL_MS) {
      return new BrevoError('outOfTime')
    }
    const outcome = await trySendText(session, line.text, { ...trying, tries: 1 })
    if (!(outcome instanceof BrevoError)) {
      await markSent(session, [line], outcome)
      passed += 1
    } else if (outcome.failure !== 'refused') {
      return outcome
    } else {
      refused.push(line)
      if (passed === 0 && refused.length >= Math.min(REFUSALS_THAT_BLAME_ALL, lines.length)) {
        return outcome
      }
    }
  }
  return refused.length > 0 ? await setAside(session, refused, trying) : undefined
}

const setAside = async (session: Session, lines: UnsentLine[], trying: Trying): Promise<BrevoError | undefined> => {
  const told = await trySendText(session, session.words.rejected(lines.length), { ...trying, tries: 1 })
  if (told instanceof BrevoError) {
    return told
  }
  await giveUp(session, lines)
  return undefined
}

/** Lines that were refused for days, for which nobody will find a remedy any more. */
export const giveUpOld = async (session: Session, lines: UnsentLine[], nowMs: number): Promise<void> => {
  await giveUp(
    session,
    lines.filter(({ at }) => nowMs - at > GIVE_UP_MS)
  )
}

const giveUp = async (session: Session, lines: UnsentLine[]): Promise<void> => {
  if (lines.length === 0) {
    return
  }
  await markSent(session, lines, [{ id: REFUSED_ID, createdAt: undefined }])
  session.logger
    .forBot()
    .error(
      `Brevo rejected ${lines.length === 1 ? '1 message' : `${lines.length} messages`} in conversation ` +
        `${session.conversation.id}. You will find what the user wrote in that conversation in Botpress.`
    )
}
