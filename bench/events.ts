import type { BrevoAgent } from '../sandbox/brevo'

/** A message of Brevo's inbox; `isEcho` when the integration itself wrote it. `createdAt` in epoch ms. */
export type SentMessage = { id: string; text: string; createdAt: number; agent: BrevoAgent; isEcho?: boolean }

/** Longest text that is repeated as HTML; the events of longer ones would be refused for their size. */
const MAX_HTML = 10_000

const messageOf = ({ id, text, createdAt, agent, isEcho }: SentMessage): object => ({
  id,
  type: 'agent',
  text,
  ...(text.length <= MAX_HTML ? { html: text } : {}),
  createdAt,
  agentId: agent.id,
  agentName: agent.name,
  agentUserpic: null,
  ...(isEcho ? { receivedFrom: 'Botpress' } : {}),
})

const eventOf = (eventName: string, visitorId: string, messages: SentMessage[]): object => ({
  eventName,
  conversationId: `brevo-${visitorId}`,
  visitor: { id: visitorId, threadId: 'bench', threadLink: 'https://conversations.example/bench', source: 'widget' },
  messages: messages.map(messageOf),
  agents: [...new Set(messages.map(({ agent }) => agent))],
})

/** Brevo's event of new messages. */
export const fragment = (visitorId: string, messages: SentMessage[]): object =>
  eventOf('conversationFragment', visitorId, messages)

/** Brevo's event of a conversation that an agent has finished, with all of its messages. */
export const transcript = (visitorId: string, messages: SentMessage[]): object => ({
  ...eventOf('conversationTranscript', visitorId, messages),
  missedMessagesCount: 0,
})
