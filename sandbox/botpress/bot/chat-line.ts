/** Lines of a chat that are about the conversation rather than part of it. */
export type NoticeKind = 'escalated' | 'joined' | 'closed' | 'ended'

/** One line of an upstream chat, as the user sees it. */
export type ChatLine = {
  id: string
  /** `notice`: said by the bot about the conversation. */
  from: 'user' | 'bot' | 'agent' | 'notice'
  kind?: NoticeKind
  type: string
  payload: Record<string, unknown>
  /** The payload's text, when it has one. */
  text?: string
  /** Name and picture of the agent who wrote it. */
  name?: string
  pictureUrl?: string
  /** Epoch ms, by the service's clock. */
  at: number
}
