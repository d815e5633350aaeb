import type * as bp from '../bp'
import { recordStop } from '../session/ending'

/**
 * Records that a session is over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging. Should it fail, the farewell, which is a message, records it, if it is the plugin's own.
 * Whatever is still unsent, `register` finds.
 */
export const stopHitl: bp.IntegrationProps['actions']['stopHitl'] = async ({ client, input, logger }) => {
  await recordStop({ client, logger }, input.conversationId)
  return {}
}
