import type * as bp from '../bp'
import { causeOf } from '../errors'
import { recordEnd } from '../session/ending'

/**
 * Records that a session is over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging. Whatever is still unsent, `register` finds.
 */
export const stopHitl: bp.IntegrationProps['actions']['stopHitl'] = async ({ client, input, logger }) => {
  const { conversationId } = input
  try {
    await recordEnd(client, conversationId, 'bot')
  } catch (thrown: unknown) {
    logger.warn(`The end of conversation ${conversationId} could not be recorded: ${causeOf(thrown)}`)
  }
  return {}
}
