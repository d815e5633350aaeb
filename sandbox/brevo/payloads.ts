import type { Agents } from './agents'
import type { BrevoAgent, Conversation, Message, WebhookEvent } from './model'

const agentOf = (message: Message, agents: Agents): BrevoAgent | undefined =>
  message.agentId === undefined ? undefined : agents.find(message.agentId)

const agentsOf = (messages: Message[], agents: Agents): BrevoAgent[] => {
  const authors = messages.map((message) => agentOf(message, agents)).filter((agent) => agent !== undefined)
  return [...new Set(authors)].map((agent) => ({ ...agent }))
}

const frameOf = ({ conversationId, visitor }: Conversation) => ({
  conversationId,
  visitor: { ...visitor },
})

/** The event of a conversation's first message. */
export const startedEvent = (conversation: Conversation, message: Message, agents: Agents): WebhookEvent => {
  const agent = agentOf(message, agents)
  return {
    eventName: 'conversationStarted',
    ...frameOf(conversation),
    message,
    ...(agent ? { agent: { ...agent } } : {}),
    isNoAvailableAgent: false,
  }
}

/** The event of new messages. */
export const fragmentEvent = (conversation: Conversation, messages: Message[], agents: Agents): WebhookEvent => ({
  eventName: 'conversationFragment',
  ...frameOf(conversation),
  messages,
  agents: agentsOf(messages, agents),
})

/** The event of a finished conversation, with all of its messages. */
export const transcriptEvent = (conversation: Conversation, agents: Agents): WebhookEvent => ({
  eventName: 'conversationTranscript',
  ...frameOf(conversation),
  messages: [...conversation.messages],
  missedMessagesCount: 0,
  agents: agentsOf(conversation.messages, agents),
})

const unmarked = ({ receivedFrom: _, ...message }: Message): Message => message

/** The event as it is where Brevo does not say which messages came through the API. */
export const withoutReceivedFrom = (event: WebhookEvent): WebhookEvent =>
  event.eventName === 'conversationStarted'
    ? { ...event, message: unmarked(event.message) }
    : { ...event, messages: event.messages.map(unmarked) }
