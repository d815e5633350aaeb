import type { ListedMessage } from '../session/session'
import type { Client, SessionTags } from '../types'
import type { AgentMessage } from './event'
import { partsOf } from './parts'

/** Brevo's ids of messages that are in the conversation already, whichever way they travelled. */
export type Relayed = Set<string>

/** What is in the conversation, as far as one page of its messages tells; the opening message has no copy there. */
export const relayedIds = (messages: ListedMessage[], tags: SessionTags = {}): Relayed => {
  const ids = messages.flatMap((message) => (message.tags.id ? [message.tags.id] : []))
  return new Set(tags.openingId ? [...ids, tags.openingId] : ids)
}

/** Whether any part of a message is still missing. */
export const isMissing = (message: AgentMessage, relayed: Relayed): boolean =>
  partsOf(message).some(({ id }) => !relayed.has(id))

/** The messages of which a part is missing, each looked up where the page does not tell. */
export const lookUpMissing = async (
  client: Client,
  conversationId: string,
  messages: AgentMessage[],
  relayed: Relayed
): Promise<AgentMessage[]> => {
  const candidates = messages.filter((message) => isMissing(message, relayed))
  const lookedUp = await Promise.all(
    candidates.map(async (message) => {
      const found = await Promise.all(
        partsOf(message).map(({ id }) => client.listMessages({ conversationId, tags: { id } }))
      )
      return found.every(({ messages: copies }) => copies.length > 0) ? [] : [message]
    })
  )
  return lookedUp.flat()
}
