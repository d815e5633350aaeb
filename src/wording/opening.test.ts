import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_TEXT_LENGTH } from '../brevo/client'
import type * as bp from '../bp'
import { openingText } from './opening'

const user = (text: string): bp.HistoryMessage => ({
  source: { type: 'user', userId: 'u' },
  type: 'text',
  payload: { text },
})
const bot = (text: string): bp.HistoryMessage => ({ source: { type: 'bot' }, type: 'text', payload: { text } })
const userLabel = 'Botpress User'

describe('openingText', () => {
  it('says who asks, for what, and what was said', () => {
    expect(
      openingText({
        name: 'Ada',
        email: 'ada@example.com',
        title: 'Order 7',
        description: 'Where is it?',
        history: [user('Hi'), bot('Hello!')],
        userLabel,
      })
    ).toBe(
      [
        'A user of the bot asks for an agent.',
        'Name: Ada',
        'E-mail: ada@example.com',
        'Subject: Order 7',
        'Details: Where is it?',
        '',
        'Conversation so far:',
        'Botpress User: Hi',
        'Bot: Hello!',
      ].join('\n')
    )
  })

  it('leaves out what nobody knows', () => {
    expect(openingText({ name: 'Unknown User', title: ' ', history: [], userLabel })).toBe(
      'A user of the bot asks for an agent.'
    )
  })

  it('cuts a long history from the oldest end and says how many are missing', () => {
    const history = Array.from({ length: 100 }, (_, index) => user(`${index} ${'x'.repeat(500)}`))
    const text = openingText({ history, userLabel })
    const missing = Number(/\((\d+) earlier messages are not shown\)/.exec(text)?.[1])
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
    expect(text).toContain('Botpress User: 99 ')
    expect(text).toContain(`Botpress User: ${missing} `)
    expect(text).not.toContain(`Botpress User: ${missing - 1} `)
  })

  it('shortens the newest message rather than leave it out', () => {
    const text = openingText({ history: [bot('old'), user('y'.repeat(20_000))], userLabel })
    expect(text).toContain('(1 earlier message is not shown)')
    expect(text).toContain('Botpress User: yyy')
    expect(text.endsWith('…')).toBe(true)
  })

  it('keeps to the limit whatever it is told', () => {
    const long = fc.string({ maxLength: 30_000, size: 'max' })
    fc.assert(
      fc.property(long, long, fc.array(long, { maxLength: 5 }), (title, description, texts) => {
        const text = openingText({ title, description, history: texts.map(user), userLabel })
        expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
      }),
      { numRuns: 30 }
    )
  })
})
