import { causeOf } from '../log'
import { pause } from '../pause'
import { claimEnding } from '../session/ending'
import { isUnsent } from '../to-brevo/waiting'
import type { Client, Handlers } from '../types'

/**
 * Marks a session as over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging.
 */
export const stopHitl: Handlers['actions']['stopHitl'] = async ({ client, input, logger }) => {
  const { conversationId } = input
  try {
    await persistently(() => claimEnding(client, conversationId, 'bot'))
    await rememberUnsent(client, conversationId)
  } catch (thrown: unknown) {
    logger.warn(`The end of conversation ${conversationId} could not be noted: ${causeOf(thrown)}`)
  }
  return {}
}

/** Pauses before further tries, in ms. The SDK's client does not repeat a POST by itself after most errors. */
const PAUSES_MS = [300, 1_000, 3_000]

/** Nobody calls again for a session whose end was not noted, and agents would write into nothing. */
const persistently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work()
    } catch {
      await pause(pauseMs)
    }
  }
  return await work()
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
