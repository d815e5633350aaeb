import type { HandlerProps } from '../types'
import { readEnding } from '../session/ending'
import { sessionOf, type ListedMessage, type Session } from '../session/session'
import { flush } from '../to-brevo/flush'
import { mayTryNow } from '../to-brevo/postpone'
import { SENDING_BUDGET_MS } from '../to-brevo/send'
import { isWaiting, LONGEST_INVOCATION_MS } from '../to-brevo/waiting'
import type { AgentMessage, BrevoEvent } from './event'
import { giveNotice } from './notice'
import { relayToUser } from './relay'
import { SessionNotReadyError } from './not-ready'

/** `conversationFragment`: agents' messages go to the user; after the end, the agent learns that nobody reads. */
export const onFragment = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  if (event.agentMessages.length === 0) {
    return
  }
  const [{ conversation }, ending, { messages }] = await Promise.all([
    props.client.getConversation({ id: conversationId }),
    readEnding(props.client, conversationId),
    props.client.listMessages({ conversationId }),
  ])
  const session = sessionOf(props, conversation)
  const relayed = relayedIds(messages)
  if (ending) {
    const late = event.agentMessages.filter(({ createdAt }) => (createdAt ?? Number.POSITIVE_INFINITY) > ending.told)
    const unread = await notRelayed(session, late, relayed)
    await (unread.length > 0 ? giveNotice(session, event.visitorId) : undefined)
  } else if (conversation.tags.openingId) {
    await relayToUser(session, event.agentMessages, relayed)
  } else if (Date.now() - Date.parse(conversation.createdAt) < LONGEST_INVOCATION_MS) {
    throw new SessionNotReadyError('An agent answered before the session was ready')
  } else {
    // The start died before it was done: the bot has kept the user.
    await giveNotice(session, event.visitorId)
  }
  if ((conversation.tags.waiting || messages.some(isWaiting)) && mayTryNow(session)) {
    await flush(session, Date.now() + SENDING_BUDGET_MS)
  }
}

/** Brevo's ids of the messages among these that came from Brevo or went there. */
export const relayedIds = (messages: ListedMessage[]): Set<string> =>
  new Set(messages.flatMap(({ tags }) => (tags.id ? [tags.id] : [])))

const notRelayed = async (
  { client, conversation }: Session,
  messages: AgentMessage[],
  relayed: Set<string>
): Promise<AgentMessage[]> => {
  const unknown = messages.filter(({ id }) => !relayed.has(id))
  const lookedUp = await Promise.all(
    unknown.map(async (message) => {
      const found = await client.listMessages({ conversationId: conversation.id, tags: { id: message.id } })
      return found.messages.length > 0 ? [] : [message]
    })
  )
  return lookedUp.flat()
}
