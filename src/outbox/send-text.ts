import { MAX_TEXT_LENGTH, type SentMessage, type Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { split } from '../text'
import { labelled } from '../wording/user-label'

/** Who is writing what. */
export type Line = {
  text: string
  /** Who says it: stands in front of every further piece of a text that is longer than a message may be. */
  label?: string | undefined
}

/**
 * Sends text to the agents: one call, or as many as the text needs when it is longer than a message may be.
 * @returns Brevo's messages, at least one
 * @throws {BrevoError} for the first piece that Brevo does not accept; those before it have been sent
 */
export const sendText = async (session: Session, line: Line, trying: Trying): Promise<SentMessage[]> => {
  const { brevo, visitorId, agentId } = session
  const sent: SentMessage[] = []
  for (const text of piecesOf(line)) {
    sent.push(await brevo.sendMessage({ visitorId, agentId, text }, trying))
  }
  return sent
}

/** Like {@link sendText}, with the failure as a value. */
export const trySendText = async (
  session: Session,
  line: Line,
  trying: Trying
): Promise<SentMessage[] | BrevoError> => {
  try {
    return await sendText(session, line, trying)
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}

const piecesOf = ({ text, label }: Line): string[] => {
  if (text.length <= MAX_TEXT_LENGTH) {
    return [text]
  }
  const prefix = label === undefined ? '' : labelled(label, '')
  return split(text, MAX_TEXT_LENGTH - prefix.length).map((piece, index) => (index === 0 ? piece : prefix + piece))
}
