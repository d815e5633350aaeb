import type { HistoryMessage } from '../../src/wording/history-message'
import { openingText, type Opening } from '../../src/wording/opening'
import { wordingFor } from '../../src/wording/wording-for'

/** What the HITL plugin says at its defaults; see `src/wording/plugin-line.ts`. */
export const PLUGIN = {
  escalated: 'I have escalated this conversation to a human agent. They should be with you shortly.',
  joined: 'A human agent has joined the conversation.',
  closed: 'The human agent closed the conversation. I will continue assisting you.',
  ended: 'You have ended the session with the human agent. I will continue assisting you.',
  timedOut:
    'No human agent is available at the moment. Please try again later. I will continue assisting you for the time being.',
} as const

/** Something a user said before the handover. */
export const user = (text: string): HistoryMessage => ({
  source: { type: 'user', userId: 'u' },
  type: 'text',
  payload: { text },
})

/** Something the bot said before the handover. */
export const bot = (text: string, type = 'text', payload: Record<string, unknown> = { text }): HistoryMessage => ({
  source: { type: 'bot' },
  type,
  payload,
})

/** The opening message, in English and with nothing in it but what is given. */
export const open = (opening: Partial<Opening>): string =>
  openingText({ history: [], userLabel: 'Botpress User', words: wordingFor('English'), ...opening })
