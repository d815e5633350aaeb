import type { Agents } from './agents'
import type { Conversation, Message, WebhookEvent } from './model'

/** The event of a conversation's first message. */
export const startedEvent = (
  { conversationId, visitor }: Conversation,
  message: Message,
  agents: Agents
): WebhookEvent => {
  const [agent] = agents.authorsOf([message])
  return { eventName: 'conversationStarted', conversationId, visitor, message, agent, isNoAvailableAgent: false }
}

/** The event of a new message. */
export const fragmentEvent = (
  { conversationId, visitor }: Conversation,
  message: Message,
  agents: Agents
): WebhookEvent => ({
  eventName: 'conversationFragment',
  conversationId,
  visitor,
  messages: [message],
  agents: agents.authorsOf([message]),
})

/** The event of a finished conversation, with all of its messages. */
export const transcriptEvent = ({ conversationId, visitor, messages }: Conversation, agents: Agents): WebhookEvent => ({
  eventName: 'conversationTranscript',
  conversationId,
  visitor,
  messages: [...messages],
  missedMessagesCount: 0,
  agents: agents.authorsOf(messages),
})

const unmarked = ({ receivedFrom: _, ...message }: Message): Message => message

/** The event as it is where Brevo does not say which messages came through the API. */
export const withoutReceivedFrom = (event: WebhookEvent): WebhookEvent =>
  event.eventName === 'conversationStarted'
    ? { ...event, message: unmarked(event.message) }
    : { ...event, messages: event.messages.map(unmarked) }
