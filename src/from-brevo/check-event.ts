import { GoneError, isNotFound } from '../errors'
import type { Tools } from '../guard'
import type { EventName } from './parse-event'

/**
 * An event of a check of the set-up: noted for the action that waits for it, and relayed to nobody.
 * @throws {GoneError} when the check is over
 */
export const onCheckEvent = async ({ client }: Tools, name: EventName, conversationId: string): Promise<void> => {
  if (name === 'conversationTranscript') {
    return
  }
  const tags = name === 'conversationStarted' ? { heard: 'true' } : { heardFragment: 'true' }
  try {
    await client.updateConversation({ id: conversationId, tags })
  } catch (thrown: unknown) {
    throw isNotFound(thrown) ? new GoneError('the check of the set-up is over') : thrown
  }
}
