import { describe, expect, it } from 'vitest'
import { bot, open, PLUGIN, user } from '../../test/support/opening'
import type { HistoryMessage } from './history-message'

const shown = (history: HistoryMessage[]): string => open({ title: 'x', history }).split('so far:\n\n')[1] ?? ''

describe('an earlier conversation with an agent', () => {
  it('is framed, and its speaker is the agent', () => {
    const history = [
      user('human'),
      bot(PLUGIN.escalated),
      bot(PLUGIN.joined),
      bot('Hi, this is Eve'),
      user('hello'),
      bot(PLUGIN.closed),
      bot('Anything else?'),
      user('human!'),
      bot(PLUGIN.escalated),
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
    const session = [bot(PLUGIN.escalated), bot(PLUGIN.joined), bot('Eve here'), bot(PLUGIN.ended)]
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
      bot(PLUGIN.closed),
      bot('Anything else?'),
    ]
    expect(shown(page)).toMatch(/^\(earlier conversation with an agent\)\n\nAgent: answer 0\n/)
    expect(shown(page)).toMatch(/Agent: answer 17\n\n\(it ended\)\n\nBot: Anything else\?$/)
    expect(shown([bot('Welcome'), bot(PLUGIN.closed)])).toBe('Bot: Welcome')
  })

  it('is one, however many agents joined it', () => {
    const history = [bot(PLUGIN.joined), bot('Eve'), bot(PLUGIN.joined), bot('Max'), user('ok'), bot(PLUGIN.closed)]
    expect(shown(history)).toBe(
      ['(earlier conversation with an agent)', 'Agent: Eve\nAgent: Max', 'Botpress User: ok', '(it ended)'].join('\n\n')
    )
  })

  it.each([
    ['nobody came in time', PLUGIN.timedOut],
    ['the user gave up', PLUGIN.ended],
    ['an agent closed it without a word', PLUGIN.closed],
    ['the plugin gave up', 'Something went wrong, you are not connected to a human agent...'],
  ])('did not take place when %s', (_, end) => {
    expect(shown([bot(PLUGIN.escalated), user('hello?'), bot(end), user('human')])).toBe(
      'Botpress User: hello?\nBotpress User: human'
    )
  })

  it('did not take place before a time-out, even where the bot spoke', () => {
    const history = [bot(PLUGIN.escalated), bot('Please wait.'), bot(PLUGIN.timedOut)]
    expect(shown(history)).toBe('Bot: Please wait.')
  })

  it('did not take place when nobody came', () => {
    expect(shown([bot(PLUGIN.escalated), user('hello?'), bot('Sorry, nobody is there.'), user('human')])).toBe(
      'Botpress User: hello?\n\nBot: Sorry, nobody is there.\n\nBotpress User: human'
    )
  })

  it('is framed still when its beginning had no room', () => {
    const history = [
      bot(PLUGIN.joined),
      ...Array.from({ length: 40 }, (_, index) => bot(`${index} ${'x'.repeat(500)}`)),
      bot(PLUGIN.closed),
    ]
    expect(shown(history)).toMatch(
      /^\(\d+ earlier messages not shown\)\n\n\(earlier conversation with an agent\)\n\nAgent: \d/
    )
  })
})
