import { visitorMarkedIn } from '../brevo/mark'
import type { Tools } from '../guard'
import { fieldsIn, objectsIn } from '../lenient'
import { readVisitorId, type Seal } from '../session/visitor-id'
import { oldestFirst } from './message/message-order'
import type { EventHead } from './parse-event'

/*
 * When contacts are merged in Brevo, events of a session may come under another visitor id: one that is not ours, or
 * that of an earlier session of the same person. A fragment then tells nothing of that. But a transcript holds the whole
 * conversation, and its openings name their sessions.
 */

/** The head of an event, with the visitor of the session that it is for: a transcript is for the one that was opened last. */
export const unmerged = (head: EventHead, body: unknown, seal: Seal): EventHead => {
  if (head.name !== 'conversationTranscript') {
    return head
  }
  const opened = oldestFirst(objectsIn(fieldsIn(body).messages))
    .map(({ message }) => visitorMarkedIn(message.receivedFrom))
    .filter((visitorId) => visitorId !== undefined && readVisitorId(visitorId, seal) !== undefined)
  const visitorId = opened.at(-1) ?? head.visitorId
  return { ...head, visitorId, isMerged: visitorId !== head.visitorId }
}

/** Tells the bot's owner that a session was ended under another visitor id than its own. */
export const reportMerge = ({ logger }: Tools, conversationId: string): void => {
  logger
    .forBot()
    .warn(
      `The visitor of conversation ${conversationId} has got another ID in Brevo, as happens when contacts are merged. ` +
        'What agents have written since then reaches the user only now, at the end of the conversation.'
    )
}
