import { warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { onceKnown } from '../session/find-session'
import { once } from '../session/once'
import { sessionOf } from '../session/session'
import { onFragment } from './conversation-fragment'
import type { BrevoEvent } from './parse-event'

/**
 * `conversationStarted`: Brevo confirms the conversation. An agent's message in it, such as an automatic greeting,
 * is relayed like any other, because it is not known whether it comes again in a fragment.
 */
export const onStarted = async (tools: Tools, event: BrevoEvent, conversationId: string): Promise<void> => {
  await onFragment(tools, event, conversationId)
  await announceStarted(tools, event, conversationId)
}

/** It comes after the words and never fails: a message is worth more than its announcement. */
const announceStarted = async (tools: Tools, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { brevoConversationId, threadLink, agentAvailable } = event
  await warnIfItFails(tools.logger, `The start of conversation ${conversationId} could not be announced`, async () => {
    // The call tells the session as well as a read would.
    const { conversation } = await onceKnown(conversationId, tools.deadline, () =>
      tools.client.updateConversation({ id: conversationId, tags: { heard: 'true' } })
    )
    const session = sessionOf(tools, conversation)
    await once(session, 'start', async () => {
      await tools.client.createEvent({
        type: 'brevoConversationStarted',
        payload: {
          hitlConversationId: conversationId,
          visitorId: event.visitorId,
          brevoConversationId: brevoConversationId ?? '',
          agentAvailable,
          ...(threadLink ? { threadLink } : {}),
        },
      })
    })
  })
}
