import type { Tools } from '../guard'
import type { EventName } from './parse-event'

/** An event of a check of the set-up: noted for the action that waits for it, and relayed to nobody. */
export const onCheckEvent = async ({ client }: Tools, name: EventName, conversationId: string): Promise<void> => {
  const tags = name === 'conversationStarted' ? { heard: 'true' } : { heardFragment: 'true' }
  if (name !== 'conversationTranscript') {
    await client.updateConversation({ id: conversationId, tags })
  }
}
