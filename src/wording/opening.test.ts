import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../definitions/defaults'
import { bot, open, PLUGIN, user } from '../../test/support/opening'
import type { Opening } from './opening'
import { wordingFor } from './wording-for'

const firstLine = (opening: Partial<Opening>): string => open(opening).split('\n')[0] ?? ''

const ADA = {
  name: 'Ada Lovelace',
  contact: 'ada@example.com',
  title: 'Return of order 1001',
  description: 'Wants to return a Ridge 2.\nChain broke after two weeks.',
  history: [
    bot('', 'choice', {
      text: 'What is it about your order?',
      options: [
        { label: 'Where is it?', value: 'where' },
        { label: 'I want to return it', value: 'return' },
        { label: 'Talk to a human', value: 'human' },
      ],
    }),
    user('return'),
    bot('', 'card', {
      title: 'Ridge 2',
      subtitle: 'Ordered 3 May, 1,190 €',
      imageUrl: 'https://cdn.shop.example/ridge-2.jpg',
      actions: [
        { action: 'url', label: 'Invoice', value: 'https://shop.example/i/1001' },
        { action: 'say', label: 'Return it', value: 'return' },
        { action: 'postback', label: 'Keep it', value: 'keep' },
      ],
    }),
    user('no! I want a human\nnow'),
    bot(PLUGIN.escalated),
  ],
}

describe('openingText', () => {
  it('is what agents-text.md promises, byte for byte', () => {
    expect(open(ADA)).toBe(
      [
        'Ada Lovelace asks for an agent: Return of order 1001',
        'Last message: no! I want a human now',
        'E-mail: ada@example.com',
        'Details: Wants to return a Ridge 2.',
        '\u00A0\u00A0Chain broke after two weeks.',
        '',
        'Conversation so far:',
        '',
        'Bot: What is it about your order?',
        '\u00A0\u00A0[Where is it?] [I want to return it] [Talk to a human]',
        '',
        'Botpress User: return',
        '',
        'Bot: Ridge 2 – Ordered 3 May, 1,190 €',
        '\u00A0\u00A0Picture: https://cdn.shop.example/ridge-2.jpg',
        '\u00A0\u00A0[Invoice] https://shop.example/i/1001',
        '\u00A0\u00A0[Return it] [Keep it]',
        '',
        'Botpress User: no! I want a human',
        '\u00A0\u00A0now',
      ].join('\n')
    )
  })

  it('is in the language of the company', () => {
    const french = { ...ADA, words: wordingFor('Français'), userLabel: 'Utilisateur' }
    expect(open(french).split('\n').slice(0, 9)).toEqual([
      'Ada Lovelace demande un agent\u00A0: Return of order 1001',
      'Dernier message\u00A0: no! I want a human now',
      'E-mail\u00A0: ada@example.com',
      'Détails\u00A0: Wants to return a Ridge 2.',
      '\u00A0\u00A0Chain broke after two weeks.',
      '',
      'Échanges précédents\u00A0:',
      '',
      'Bot\u00A0: What is it about your order?',
    ])
    expect(firstLine({ ...ADA, words: wordingFor('Deutsch') })).toBe(
      'Ada Lovelace möchte mit einem Menschen sprechen: Return of order 1001'
    )
  })
})

describe('the first line', () => {
  it.each([
    [{ name: 'Ada', title: 'Order 7' }, 'Ada asks for an agent: Order 7'],
    [{ title: 'Order\n7' }, 'A user asks for an agent: Order 7'],
    [{ name: 'Ada', history: [user('where is\nit?')] }, 'Ada asks for an agent: “where is it?”'],
    [{ name: 'Unknown User', title: ' ', history: [bot('Hello')] }, 'A user asks for an agent.'],
    [{ name: 'Ada' }, 'Ada asks for an agent.'],
    [{ name: 'Bot:', title: 'x' }, '“Bot” asks for an agent: x'],
  ])('%j → %s', (opening, expected) => {
    expect(firstLine(opening)).toBe(expected)
  })

  it('tells a title in full under Details when it has no room', () => {
    const title = 'Return of order 1001 '.repeat(10).trim()
    const text = open({ name: 'Ada', title, description: 'Chain broke.' })
    expect(text.split('\n')[0]).toHaveLength(100)
    expect(text).toContain(`Details: ${title}\n\u00A0\u00A0Chain broke.`)
  })

  it('has at most 100 characters in every language, whatever is told', () => {
    const long = fc.string({ unit: 'grapheme', maxLength: 300 })
    fc.assert(
      fc.property(long, long, long, fc.constantFrom(...LANGUAGES), (name, title, text, language) => {
        const line = firstLine({ name, title, history: [user(text)], words: wordingFor(language) })
        expect(line.length).toBeLessThanOrEqual(100)
      })
    )
  })
})

describe('what else is told', () => {
  it('shows a contact that is no e-mail address as one', () => {
    expect(open({ contact: '@ada_l' })).toContain('\nContact: @ada_l')
    expect(open({ contact: '0043 664 5550123' })).toContain('\nContact: 0043 664 5550123')
    expect(open({ contact: ' ' })).not.toContain('Contact')
  })

  it('leaves out what nobody knows', () => {
    expect(open({})).toBe('A user asks for an agent.')
    expect(open({ title: 'x', history: [user('\u2060'), bot(PLUGIN.escalated)] })).toBe('A user asks for an agent: x')
  })

  it('leaves the own words of a builder, and what a user says like the plugin', () => {
    const text = open({
      title: 'x',
      history: [user(PLUGIN.joined), bot('An agent comes.'), bot(PLUGIN.escalated), bot('', 'poll', {})],
    })
    expect(text.split('Conversation so far:\n\n')[1]).toBe(`Botpress User: ${PLUGIN.joined}\n\nBot: An agent comes.`)
  })

  it('puts messages of one speaker below each other', () => {
    expect(open({ title: 'x', history: [user('one'), user('two'), bot('**three**')] })).toContain(
      '\n\nBotpress User: one\nBotpress User: two\n\nBot: three'
    )
  })
})
