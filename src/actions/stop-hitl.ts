import { causeOf } from '../log'
import { pause } from '../pause'
import { claimEnding } from '../session/ending'
import { rememberUnsent } from '../to-brevo/postpone'
import type { Handlers } from '../types'

/**
 * Marks a session as over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging.
 */
export const stopHitl: Handlers['actions']['stopHitl'] = async ({ client, input, logger }) => {
  const { conversationId } = input
  try {
    await persistently(() => claimEnding(client, conversationId, 'bot'))
    const { messages } = await client.listMessages({ conversationId })
    await rememberUnsent(client, conversationId, messages)
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
