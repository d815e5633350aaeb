import type { SentMessage, Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { warnIfItFails } from '../errors'
import { once } from '../session/claim'
import type { Session } from '../session/session'
import { trySendText } from './send-text'
import type { UnsentLine } from './unsent'

/**
 * Sends one line: under the user's own name, where the bot's owner wants that and nothing but the user's words is in
 * it; otherwise, and where Brevo refuses the name, under the agent, with the label.
 * @param text the line with what is added to it; the line alone when left out
 */
export const trySendLine = async (
  session: Session,
  line: UnsentLine,
  trying: Trying,
  text: string = line.text
): Promise<SentMessage[] | BrevoError> => {
  const { ownAuthor } = session
  if (ownAuthor && line.ownText !== undefined && text === line.text) {
    const sent = await trySendText(session, line.ownText, trying, ownAuthor)
    // The answer does not tell whether the name is to blame.
    if (!(sent instanceof BrevoError && sent.failure === 'refused')) {
      return sent
    }
    await giveUpOwnName(session, sent)
  }
  return await trySendText(session, text, trying)
}

/** The session goes on under the agent, and the bot's owner is told once. Never fails. */
const giveUpOwnName = async (session: Session, { message }: BrevoError): Promise<void> => {
  const { client, conversation, logger } = session
  const { id } = conversation
  await warnIfItFails(logger, `That conversation ${id} goes on under the agent could not be stored`, () =>
    once(session, 'announced', 'no own name', async () => {
      await client.updateConversation({ id, tags: { ownName: '' } })
      logger
        .forBot()
        .warn(
          `Brevo accepted no message under the user's own name in conversation ${id} (${message}). ` +
            'It goes on under the agent, with the label. If this keeps happening, switch off "Show users under their own name".'
        )
      return true
    })
  )
}
