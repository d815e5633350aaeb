import { causeOf } from '../errors'
import type { Tools } from '../guard'
import { endingOf } from '../session/ending'
import type { FoundConversation } from '../session/session'

/** How long an agent who wrote after the user had left is given to finish the conversation, in ms: a day. */
const FINISHING_MS = 24 * 3_600_000

/**
 * Whether a session that the user has left still waits for the agent, who has been told so, to finish it.
 * @param nowMs Botpress's time, in epoch ms
 */
export const awaitsTranscript = (conversation: FoundConversation, nowMs: number): boolean =>
  isUnfinished(conversation) && nowMs - Date.parse(conversation.updatedAt) < FINISHING_MS

/** Whether it has waited in vain. */
export const lacksTranscript = (conversation: FoundConversation, nowMs: number): boolean =>
  isUnfinished(conversation) && !awaitsTranscript(conversation, nowMs)

const isUnfinished = (conversation: FoundConversation): boolean =>
  Boolean(conversation.tags.toldToFinish) && endingOf(conversation) === 'bot'

/** Whether Brevo has ever told of a finished conversation, as far as the newest sessions show. */
export const hasTranscriptCome = async ({ client }: Tools): Promise<boolean> => {
  const { conversations } = await client.listConversations({
    channel: 'hitl',
    sortField: 'createdAt',
    sortDirection: 'desc',
  })
  return conversations.some(({ tags }) => tags.relayedUntil)
}

/** Tells the bot's owner of sessions that lack their transcript, unless transcripts are known to arrive. Never fails. */
export const reportMissingTranscripts = async (tools: Tools, conversationIds: string[]): Promise<void> => {
  const [first] = conversationIds
  if (first === undefined) {
    return
  }
  try {
    if (await hasTranscriptCome(tools)) {
      return
    }
    tools.logger
      .forBot()
      .warn(
        `An agent wrote in conversation ${first} after the user had left, and Brevo has not told of its end for a day. ` +
          'If your agents finish their conversations, "Conversation transcript" is not ticked in Brevo: open ' +
          'Conversations → Settings → Integrations → Webhooks and tick it, or users are never handed back to the bot.'
      )
  } catch (thrown: unknown) {
    tools.logger.warn(`Whether transcripts arrive could not be checked: ${causeOf(thrown)}`)
  }
}
