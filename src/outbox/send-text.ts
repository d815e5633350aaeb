import { MAX_TEXT_LENGTH, type SentMessage, type Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { splitSpoken } from '../wording/speaker'

/**
 * Sends text to the agents: one call, or as many as the text needs when it is longer than a message may be.
 * @returns Brevo's messages, at least one
 * @throws {BrevoError} for the first piece that Brevo does not accept; those before it have been sent
 */
export const sendText = async (session: Session, text: string, trying: Trying): Promise<SentMessage[]> => {
  const { brevo, visitorId, agentId } = session
  const sent: SentMessage[] = []
  for (const piece of splitSpoken(text, MAX_TEXT_LENGTH)) {
    sent.push(await brevo.sendMessage({ visitorId, agentId, text: piece }, trying))
  }
  return sent
}

/** Like {@link sendText}, with the failure as a value. */
export const trySendText = async (
  session: Session,
  text: string,
  trying: Trying
): Promise<SentMessage[] | BrevoError> => {
  try {
    return await sendText(session, text, trying)
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}
