import { MAX_TEXT_LENGTH, type Author, type SentMessage, type Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { splitSpoken } from '../wording/speaker'

/**
 * Sends text to the agents: one call, or as many as the text needs when it is longer than a message may be.
 * @param author under whose name; the session's agent when left out
 * @returns Brevo's messages, at least one
 * @throws {BrevoError} for the first piece that Brevo does not accept; those before it have been sent
 */
export const sendText = async (
  { brevo, visitorId, agentId }: Session,
  text: string,
  trying: Trying,
  author: Author = { agentId }
): Promise<SentMessage[]> => {
  const sent: SentMessage[] = []
  for (const piece of splitSpoken(text, MAX_TEXT_LENGTH)) {
    sent.push(await brevo.sendMessage({ visitorId, ...author, text: piece }, trying))
  }
  return sent
}

/** Like {@link sendText}, with the failure as a value. */
export const trySendText = async (
  session: Session,
  text: string,
  trying: Trying,
  author?: Author
): Promise<SentMessage[] | BrevoError> => {
  try {
    return await sendText(session, text, trying, author)
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}
