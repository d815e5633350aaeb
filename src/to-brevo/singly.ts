import type { Deadline } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { NO_RETRY, trySendText, type Addressee } from './send'
import { markSent, type WaitingLine } from './waiting'

/** Stands for the id of Brevo on a message that Brevo will not take. */
export const REFUSED_ID = 'refused'

/**
 * Sends lines one by one after Brevo has refused them together, so that one that it will not take does not keep the
 * others waiting for ever. Such a line is set aside once the agents were told, and the bot's owner is told as well. When
 * none passes, the lines are not to blame, and all of them wait.
 * @returns the failure because of which lines go on waiting
 */
export const sendSingly = async (
  { client, conversation, logger }: Session,
  to: Addressee,
  lines: WaitingLine[],
  deadline: Deadline
): Promise<BrevoError | undefined> => {
  const refused: WaitingLine[] = []
  for (const line of lines) {
    const outcome = await trySendText(to, line.text, { deadline, label: line.label, failedBefore: NO_RETRY })
    if (!(outcome instanceof BrevoError)) {
      await markSent(client, [line], outcome)
    } else if (outcome.failure === 'refused' && refused.length + 1 < lines.length) {
      refused.push(line)
    } else {
      return outcome
    }
  }
  if (refused.length === 0) {
    return undefined
  }
  const note = `(${refused.length} of the messages before could not be shown here: Brevo did not take it.)`
  const told = await trySendText(to, note, { deadline, failedBefore: NO_RETRY })
  if (told instanceof BrevoError) {
    return told
  }
  await markSent(client, refused, REFUSED_ID)
  logger
    .forBot()
    .error(
      `Brevo refused ${refused.length} of ${lines.length} messages in conversation ${conversation.id}, whatever was tried. ` +
        'The agents were told that they are missing; you find them in the conversation in Botpress.'
    )
  return undefined
}
