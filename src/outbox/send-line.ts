import type { Trying } from '../brevo/client'
import type { BrevoError } from '../brevo/error'
import { warnIfItFails } from '../errors'
import { endingOf } from '../session/ending'
import { once } from '../session/once'
import type { Session } from '../session/session'
import { sendText, type Sent } from './send-text'
import type { UnsentLine } from './unsent'

/** What is said after lines: what a user wrote just when an agent finished is not left unread in silence. */
export const endingFor = ({ conversation, words }: Session, lines: UnsentLine[]): string | undefined =>
  endingOf(conversation) === 'agent' && lines.some(({ ownText }) => ownText !== undefined)
    ? words.finishedBefore
    : undefined

/** What is left of a line of which Brevo has accepted a part. It bears its label, for another line may come before it. */
export const restOf = (line: UnsentLine, rest: string): UnsentLine => ({
  ...line,
  text: line.label + rest.trimStart(),
  ownText: line.ownText && rest,
})

/**
 * Sends one line: under the user's own name, where the bot's owner wants that and nothing but the user's words is in
 * it; otherwise, and where Brevo refuses the name, under the agent, with the label.
 * @param text the line with what is added to it
 */
export const sendLine = async (session: Session, line: UnsentLine, text: string, trying: Trying): Promise<Sent> => {
  const { ownAuthor } = session
  const { ownText } = line
  if (!ownAuthor || ownText === undefined || text !== line.text) {
    return await sendText(session, text, trying)
  }
  const own = await sendText(session, ownText, trying, ownAuthor)
  // The answer does not tell whether the name is to blame.
  if (own.failure?.failure !== 'refused') {
    return own
  }
  await giveUpOwnName(session, own.failure)
  const labelled = await sendText(session, restOf(line, own.rest).text, trying)
  return { ...labelled, sent: [...own.sent, ...labelled.sent] }
}

/** The session goes on under the agent, and the bot's owner is told once. Never fails. */
const giveUpOwnName = async (session: Session, { message }: BrevoError): Promise<void> => {
  const { client, conversation, logger } = session
  const { id } = conversation
  await warnIfItFails(logger, `That conversation ${id} goes on under the agent could not be stored`, () =>
    once(session, 'no own name', async () => {
      await client.updateConversation({ id, tags: { ownName: '' } })
      logger
        .forBot()
        .warn(
          `Brevo accepted no message under the user's own name in conversation ${id} (${message}). ` +
            'It goes on under the agent, with the label. If this keeps happening, switch off "Show users under their own name".'
        )
    })
  )
}
