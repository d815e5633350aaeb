import { causeOf } from '../log'
import { claimEnding } from '../session/ending'
import { isUnsent } from '../to-brevo/waiting'
import type { Client, Handlers } from '../types'

/**
 * Marks a session as over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging.
 */
export const stopHitl: Handlers['actions']['stopHitl'] = async ({ client, input, logger }) => {
  try {
    await claimEnding(client, input.conversationId, 'bot')
    await rememberUnsent(client, input.conversationId)
  } catch (thrown: unknown) {
    logger.warn(`The end of conversation ${input.conversationId} could not be noted: ${causeOf(thrown)}`)
  }
  return {}
}

/**
 * After the end no further event may come, so the scheduled `register` has to see to a user's words that were not
 * sent. The plugin's farewell does not count: it is usually on its way while this runs.
 */
const rememberUnsent = async (client: Client, conversationId: string): Promise<void> => {
  const { messages } = await client.listMessages({ conversationId })
  if (messages.some((message) => isUnsent(message) && message.payload.userId)) {
    await client.updateConversation({ id: conversationId, tags: { waiting: 'true' } })
    await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
  }
}
