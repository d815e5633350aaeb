import type { Session } from '../session/session'
import { assign, type KnownAgent } from './agents'
import type { AgentMessage } from './event'
import { partsOf } from './parts'

/**
 * Brings agents' messages to the user, in the order given, each one once however often it is delivered.
 * @param relayed Brevo ids of messages that are known to be there already
 */
export const relayToUser = async (session: Session, messages: AgentMessage[], relayed: Set<string>): Promise<void> => {
  let known: KnownAgent = session.conversation.tags
  for (const message of messages) {
    const parts = partsOf(message).filter(({ id }) => !relayed.has(id))
    if (parts.length === 0) {
      continue
    }
    const author = await assign(session, known, message.agent)
    known = author
    for (const { id, type, payload } of parts) {
      await session.client.getOrCreateMessage({
        conversationId: session.conversation.id,
        userId: author.agentUserId,
        type,
        payload,
        tags: { id },
        discriminateByTags: ['id'],
      })
    }
  }
}
