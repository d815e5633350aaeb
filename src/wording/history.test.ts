import { describe, expect, it } from 'vitest'
import type { HistoryMessage } from './history-message'
import { openingText, type Opening } from './opening'
import { wordingFor } from './wording-for'

const user = (text: string): HistoryMessage => ({
  source: { type: 'user', userId: 'u' },
  type: 'text',
  payload: { text },
})
const bot = (text: string, type = 'text', payload: Record<string, unknown> = { text }): HistoryMessage => ({
  source: { type: 'bot' },
  type,
  payload,
})
const open = (opening: Partial<Opening>): string =>
  openingText({ history: [], userLabel: 'Botpress User', words: wordingFor('English'), ...opening })

const ESCALATED = 'I have escalated this conversation to a human agent. They should be with you shortly.'
const JOINED = 'A human agent has joined the conversation.'
const CLOSED = 'The human agent closed the conversation. I will continue assisting you.'
const ENDED = 'You have ended the session with the human agent. I will continue assisting you.'

describe('an earlier conversation with an agent', () => {
  const shown = (history: HistoryMessage[]): string => open({ title: 'x', history }).split('so far:\n\n')[1] ?? ''

  it('is framed, and its speaker is the agent', () => {
    const history = [
      user('human'),
      bot(ESCALATED),
      bot(JOINED),
      bot('Hi, this is Eve'),
      user('hello'),
      bot(CLOSED),
      bot('Anything else?'),
      user('human!'),
      bot(ESCALATED),
    ]
    expect(shown(history)).toBe(
      [
        'Botpress User: human',
        '(earlier conversation with an agent)',
        'Agent: Hi, this is Eve',
        'Botpress User: hello',
        '(it ended)',
        'Bot: Anything else?',
        'Botpress User: human!',
      ].join('\n\n')
    )
  })

  it('is framed each time, also when the user ended it', () => {
    const session = [bot(ESCALATED), bot(JOINED), bot('Eve here'), bot(ENDED)]
    const framed = '(earlier conversation with an agent)\n\nAgent: Eve here\n\n(it ended)'
    expect(shown([...session, ...session])).toBe(`${framed}\n\n${framed}`)
  })

  it('is known by payload.userId where the plugin has other words', () => {
    const relayed = bot('', 'text', { text: 'Eve here', userId: 'user_1' })
    expect(shown([bot('Eve kommt.'), relayed, user('hello'), relayed, bot('Eve ist weg.')])).toBe(
      [
        'Bot: Eve kommt.',
        '(earlier conversation with an agent)',
        'Agent: Eve here',
        'Botpress User: hello',
        'Agent: Eve here',
        '(it ended)',
        'Bot: Eve ist weg.',
      ].join('\n\n')
    )
  })

  it('is known by its end when its beginning is older than the page', () => {
    const page = [
      ...Array.from({ length: 18 }, (_, index) => bot(`answer ${index}`)),
      bot(CLOSED),
      bot('Anything else?'),
    ]
    expect(shown(page)).toMatch(/^\(earlier conversation with an agent\)\n\nAgent: answer 0\n/)
    expect(shown(page)).toMatch(/Agent: answer 17\n\n\(it ended\)\n\nBot: Anything else\?$/)
    expect(shown([bot('Welcome'), bot(CLOSED)])).toBe('Bot: Welcome')
  })

  it('did not take place when nobody came', () => {
    expect(shown([bot(ESCALATED), user('hello?'), bot('Sorry, nobody is there.'), user('human')])).toBe(
      'Botpress User: hello?\n\nBot: Sorry, nobody is there.\n\nBotpress User: human'
    )
  })

  it('is framed still when its beginning had no room', () => {
    const history = [
      bot(JOINED),
      ...Array.from({ length: 40 }, (_, index) => bot(`${index} ${'x'.repeat(500)}`)),
      bot(CLOSED),
    ]
    expect(shown(history)).toMatch(
      /^\(\d+ earlier messages not shown\)\n\n\(earlier conversation with an agent\)\n\nAgent: \d/
    )
  })
})
