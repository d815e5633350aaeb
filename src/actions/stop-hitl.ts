import type * as bp from '../bp'
import { warnIfItFails } from '../errors'
import { recordEnd } from '../session/ending'

/**
 * Records that a session is over. Sends nothing, since the HITL plugin has said farewell, and never throws: the plugin
 * would leave the user hanging; its farewell, which is a message, records it then. Whatever is still unsent, `register`
 * finds.
 */
export const stopHitl: bp.IntegrationProps['actions']['stopHitl'] = async ({ client, input, logger }) => {
  const { conversationId } = input
  await warnIfItFails(logger, `The end of conversation ${conversationId} could not be recorded`, () =>
    recordEnd(client, conversationId, 'bot')
  )
  return {}
}
