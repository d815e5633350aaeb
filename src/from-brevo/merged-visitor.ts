import { RECEIVED_FROM, usableId } from '../brevo/client'
import type { Tools } from '../guard'
import { fieldsIn, objectsIn, textIn } from '../lenient'
import { looksLikeOurs } from '../session/visitor-id'
import { oldestFirst } from './message/message-order'
import type { EventHead } from './parse-event'

/*
 * When contacts are merged in Brevo, events of a session may come under a visitor id that is not ours. A fragment then
 * carries nothing of ours, and a look-up would cost every visitor of the website a call. But a transcript holds the
 * whole conversation: its opening bears our mark, and Brevo's id of it is known to nobody outside.
 */

/**
 * Brevo's id of the message that opened a session, in a transcript under a visitor id that this integration did not
 * make. Visitors of the website and other bots on the same account have none.
 */
export const openingIdIn = ({ name, visitorId }: EventHead, body: unknown): string | undefined => {
  if (name !== 'conversationTranscript' || looksLikeOurs(visitorId)) {
    return undefined
  }
  const ours = objectsIn(fieldsIn(body).messages).filter(({ receivedFrom }) => receivedFrom === RECEIVED_FROM)
  const [opening] = oldestFirst(ours)
  return opening && usableId(textIn(opening.message.id))
}

/** The conversation of the session that a message of Brevo's has opened, with a word to the owner; undefined for none. */
export const conversationOpenedBy = async (
  { client, logger }: Tools,
  openingId: string
): Promise<string | undefined> => {
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { openingId } })
  const [found] = conversations
  if (found) {
    logger
      .forBot()
      .warn(
        `The visitor of conversation ${found.id} has got another ID in Brevo, as happens when contacts are merged. ` +
          'What agents have written since then reaches the user only now, at the end of the conversation.'
      )
  }
  return found?.id
}
