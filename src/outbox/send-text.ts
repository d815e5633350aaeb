import { MAX_TEXT_LENGTH, type Author, type SentMessage, type Trying } from '../brevo/client'
import { failureOf, type BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { splitSpoken } from '../wording/speaker'

/** What came of sending a text: Brevo's messages, and, where it did not accept all, what is left and why. */
export type Sent = { sent: SentMessage[]; rest: string; failure?: BrevoError }

/**
 * Sends text to the agents: one call, or as many as the text needs when it is longer than a message may be. Stops at
 * the first piece that Brevo does not accept.
 * @param author under whose name; the session's agent when left out
 */
export const sendText = async (
  { brevo, visitorId, agentId }: Session,
  text: string,
  trying: Trying,
  author: Author = { agentId }
): Promise<Sent> => {
  const pieces = splitSpoken(text, MAX_TEXT_LENGTH)
  const sent: SentMessage[] = []
  for (const piece of pieces) {
    const sending = brevo.sendMessage({ visitorId, ...author, text: piece }, trying)
    const failure = await failureOf(sending.then((message) => sent.push(message)))
    if (failure) {
      return { sent, rest: pieces.slice(sent.length).join('\n'), failure }
    }
  }
  return { sent, rest: '' }
}
