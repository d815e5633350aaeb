import { warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { endingOf } from '../session/ending'
import type { FoundConversation } from '../session/session'

/** Whether a session that the user has left waits for an agent, who has been told so, to finish it. */
export const awaitsTranscript = (conversation: FoundConversation): boolean =>
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
  const { logger } = tools
  const [first] = conversationIds
  if (first === undefined) {
    return
  }
  const hasCome = await warnIfItFails(logger, 'Whether transcripts arrive could not be checked', () =>
    hasTranscriptCome(tools)
  )
  if (hasCome === false) {
    logger
      .forBot()
      .warn(
        `An agent wrote in conversation ${first} after the user had left, and Brevo has not told of its end for a day. ` +
          'If your agents finish their conversations, "Conversation transcript" is not ticked in Brevo: open ' +
          'Conversations → Settings → Integrations → Webhooks and tick it, or users are never handed back to the bot.'
      )
  }
}
