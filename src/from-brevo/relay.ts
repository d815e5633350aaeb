import { isApiError } from '@botpress/client'
import type { Session } from '../session/session'
import { assign, type KnownAgent } from './agents'
import type { AgentMessage } from './event'
import { partsOf, type Part } from './parts'
import type { Relayed } from './relayed'

/** Botpress's types of error when the author of a message does not exist any more. */
const USER_GONE = new Set(['ReferenceNotFound', 'ResourceNotFound'])

/**
 * Brings agents' messages to the user, in the order given, each one once however often it is delivered.
 * @param relayed what is known to be there already
 */
export const relayToUser = async (session: Session, messages: AgentMessage[], relayed: Relayed): Promise<void> => {
  let known: KnownAgent = session.conversation.tags
  for (const message of messages) {
    const parts = partsOf(message).filter(({ id }) => !relayed.has(id))
    if (parts.length > 0) {
      known = await relayMessage(session, known, message, parts)
    }
  }
}

const relayMessage = async (session: Session, known: KnownAgent, { agent, id }: AgentMessage, parts: Part[]) => {
  const author = await assign(session, known, agent, id)
  try {
    await create(session, author.agentUserId, parts)
    return author
  } catch (thrown: unknown) {
    if (!isApiError(thrown) || !USER_GONE.has(thrown.type)) {
      throw thrown
    }
    // The user who stood for the agent was deleted in Botpress: what the session knows is out of date.
    const anew = await assign(session, { ...author, agentUserId: undefined }, agent, id)
    await create(session, anew.agentUserId, parts)
    return anew
  }
}

const create = async ({ client, conversation }: Session, userId: string, parts: Part[]): Promise<void> => {
  for (const { id, type, payload } of parts) {
    await client.getOrCreateMessage({
      conversationId: conversation.id,
      userId,
      type,
      payload,
      tags: { id },
      discriminateByTags: ['id'],
    })
  }
}
