import type { SentMessage, Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import type { Session } from '../session/session'
import { isRefusedName, withoutOwnName, writtenBy } from './own-name'
import { trySendText } from './send-text'
import type { UnsentLine } from './unsent'

/**
 * Sends one line: under the user's own name where that is wanted, and under the agent where Brevo refuses that.
 * @param completed what is added to the text
 */
export const trySendLine = async (
  session: Session,
  line: UnsentLine,
  trying: Trying,
  completed: (text: string) => string = (text) => text
): Promise<SentMessage[] | BrevoError> => {
  const { author, texts } = writtenBy(session, [line])
  const sent = await trySendText(session, completed(texts.join('\n')), trying, author)
  return sent instanceof BrevoError && isRefusedName(author, sent)
    ? await trySendLine(await withoutOwnName(session, sent), line, trying, completed)
    : sent
}
