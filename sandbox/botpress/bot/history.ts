import type { ChatLine } from './chat'

const PAGE = 20

type HistoryMessage = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: Record<string, unknown>
}

/** The last page of the chat, oldest first, as startHitl gets it: whoever is not the user is the bot. */
export const messageHistory = (lines: ChatLine[], downstreamUserId: string): HistoryMessage[] =>
  lines.slice(-PAGE).map(({ from, type, payload }) => ({
    source: from === 'user' ? { type: 'user', userId: downstreamUserId } : { type: 'bot' },
    type,
    payload,
  }))
