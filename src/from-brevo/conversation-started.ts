import { causeOf } from '../errors'
import type { Tools } from '../guard'
import { once } from '../session/claim'
import { findSession } from '../session/find-session'
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
  try {
    const session = await findSession(tools, conversationId)
    await once(session, 'announced', 'start', async () => {
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
      return true
    })
  } catch (thrown: unknown) {
    tools.logger.warn(`The start of conversation ${conversationId} could not be announced: ${causeOf(thrown)}`)
  }
}
