import type { Author } from '../brevo/client'
import type { BrevoError } from '../brevo/error'
import { causeOf } from '../errors'
import { once } from '../session/claim'
import type { Session } from '../session/session'
import type { UnsentLine } from './unsent'

/*
 * Where the bot's owner wants it, a user's lines bear the user's name as their author, and no label. What the bot says,
 * and the integration, stays the agent's, so that nothing but the user's words appears under the user's name.
 */

/** Lines as the agents will read them, and under whose name. */
export type Written = { author: Author; texts: string[] }

/** @param lines of one message; with a line of the bot among them, all are the agent's */
export const writtenBy = ({ agentId, ownAuthor }: Session, lines: UnsentLine[]): Written => {
  const ownTexts = lines.flatMap(({ ownText }) => ownText ?? [])
  return ownAuthor && ownTexts.length === lines.length
    ? { author: ownAuthor, texts: ownTexts }
    : { author: { agentId }, texts: lines.map(({ text }) => text) }
}

/** Whether Brevo refused a message perhaps because of the name over it: its answer does not tell. */
export const isRefusedName = (author: Author, { failure }: BrevoError): boolean =>
  'agentName' in author && failure === 'refused'

/** The session as it goes on after that: under the agent, with the label. The bot's owner is told once. Never fails. */
export const withoutOwnName = async (session: Session, { message }: BrevoError): Promise<Session> => {
  const { client, conversation, logger } = session
  try {
    await once(session, 'announced', 'no own name', async () => {
      await client.updateConversation({ id: conversation.id, tags: { ownName: '' } })
      logger
        .forBot()
        .warn(
          `Brevo accepted no message under the user's own name in conversation ${conversation.id} (${message}). ` +
            'It goes on under the agent, with the label. If this keeps happening, switch off "Show users under their own name".'
        )
      return true
    })
  } catch (thrown: unknown) {
    logger.warn(`That conversation ${conversation.id} goes on under the agent could not be stored: ${causeOf(thrown)}`)
  }
  return { ...session, ownAuthor: undefined }
}
