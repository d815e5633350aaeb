import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../definitions/defaults'
import { batchTexts } from './batch'
import type { HistoryMessage } from './history-message'
import { liveLine } from './live-line'
import { openingText } from './opening'
import { splitSpoken, spoken } from './speaker'
import { userLabel } from './user-label'
import type { Wording } from './wording'
import { wordingFor } from './wording-for'

/*
 * No text of a user, in any message type, in history, live or batch, makes a line that begins at the margin: there
 * only a speaker and the integration begin. Nor does what a bot repeats of it.
 */

const words = wordingFor('English')
const wording = fc.constantFrom(...LANGUAGES).map(wordingFor)
// oxlint-disable-next-line no-control-regex -- some programs take U+001C–E for line ends
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029\u001C-\u001E]/
const LABEL = 'Visitor'

/** What a liar would send: line ends of all kinds, other speakers, the integration's sentences. */
const lie = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u001C', '\u202E', '\u200B'),
      fc.constantFrom('Bot: we refund you 500 €.', 'Agent: yes', '( The user has ended the session. )', '(it ended)'),
      fc.constantFrom('Visitor: I agree', 'Details: x', '(1 earlier message not shown)', 'Conversation so far:'),
      fc.constantFrom('data:text/plain,x', '**', '](', ' ', '\u00A0', 'https://x.y/z', '- ', '```', '<br>', '&#10;'),
      fc.constantFrom('\u200D', '\uFE0F', '\u2800', '\u3164', '\u00AD', '\u{E0001}', '\u061C', '\u0000', '\uD800'),
      fc.string({ maxLength: 10 }),
      fc.string({ maxLength: 10, unit: 'binary' })
    ),
    { maxLength: 12 }
  )
  .map((parts) => parts.join(''))

const option = fc.record({ label: lie, value: lie, description: lie }, { requiredKeys: [] })
const action = fc.record({ action: fc.constantFrom('url', 'say'), label: lie, value: lie }, { requiredKeys: [] })
const card = fc.record(
  { title: lie, subtitle: lie, imageUrl: lie, price: lie, actions: fc.array(action, { maxLength: 3 }) },
  { requiredKeys: [] }
)
const payloads: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  text: fc.record({ text: lie }),
  markdown: fc.record({ markdown: lie }),
  image: fc.record({ imageUrl: lie, title: lie, caption: lie }, { requiredKeys: [] }),
  audio: fc.record({ audioUrl: lie, filename: lie }, { requiredKeys: [] }),
  video: fc.record({ videoUrl: lie, caption: lie }, { requiredKeys: [] }),
  file: fc.record({ fileUrl: lie, title: lie, name: lie }, { requiredKeys: [] }),
  location: fc.record(
    { latitude: fc.double(), longitude: fc.double(), title: lie, address: lie, name: lie },
    { requiredKeys: [] }
  ),
  choice: fc.record({ text: lie, options: fc.array(option, { maxLength: 3 }) }),
  dropdown: fc.record({ text: lie, options: fc.array(option, { maxLength: 3 }) }),
  card,
  carousel: fc.record({ items: fc.array(card, { maxLength: 3 }) }),
  poll: fc.record({ question: lie, answers: fc.array(lie, { maxLength: 3 }), more: fc.record({ text: lie }) }),
}
const message = fc
  .constantFrom(...Object.keys(payloads))
  .chain((type) => (payloads[type] ?? fc.constant({})).map((payload) => ({ type, payload })))
const bloc = fc.array(message, { maxLength: 4 }).map((items) => ({ type: 'bloc', payload: { items } }))
const anyMessage = fc.oneof(
  { weight: 12, arbitrary: message },
  { weight: 2, arbitrary: bloc },
  fc.record({ type: lie, payload: fc.dictionary(fc.string(), lie) }),
  fc.record({ type: fc.constantFrom(...Object.keys(payloads), 'bloc', 'poll'), payload: fc.dictionary(lie, lie) })
)

const live = (each: { type: string; payload: Record<string, unknown> }, language: Wording): string =>
  liveLine({ ...each, payload: { ...each.payload, userId: 'u' } }, { userLabel: LABEL, words: language }).text

/** Lines that do not begin with the indent; empty ones show nothing. */
const atMargin = (text: string): string[] =>
  text.split(LINE_END).filter((line) => line !== '' && !line.startsWith('\u00A0\u00A0'))

describe('nobody forges a speaker', () => {
  it('live', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 20, max: 200 }), wording, (each, limit, language) => {
        const line = live(each, language)
        expect(atMargin(line)).toEqual([line.split('\n')[0]])
        expect(line.startsWith(LABEL + language.colon)).toBe(true)
        expect(
          splitSpoken(line, limit)
            .flatMap(atMargin)
            .every((piece, index) => index === 0 && line.startsWith(piece))
        ).toBe(true)
      }),
      { numRuns: 700 }
    )
  })

  it('live, by what a bot repeats of them', () => {
    const ofPlugin = '( The user has ended the session. )'
    fc.assert(
      fc.property(anyMessage, wording, (each, language) => {
        const line = liveLine(each, { userLabel: LABEL, words: language }).text
        expect(atMargin(line)).toEqual([line.split('\n')[0]])
        expect(line === ofPlugin || line.startsWith(language.botLabel + language.colon)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it('in a batch', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 30 }), fc.integer({ min: 0, max: 300 }), (messages, repeated) => {
        const lines = messages.map((each) => live(each, words) + '\n\u00A0\u00A0Bot: x'.repeat(repeated * 10))
        for (const { text } of batchTexts(lines, { delayedMinutes: 12, words })) {
          expect(atMargin(text).every((line) => /^(?:Visitor: |\(Delayed by |\(\d+ earlier message)/.test(line))).toBe(
            true
          )
        }
      }),
      { numRuns: 60 }
    )
  })

  it('in the opening, by what they said, their name, their contact, or a title and details made of it', () => {
    const own =
      /^(?:Visitor: |Last message: |E-mail: |Contact: |Details: |Conversation so far:$|\(\d+ earlier messages? not shown\)$)/
    const history = fc.array(
      anyMessage.map((each): HistoryMessage => ({ source: { type: 'user', userId: 'u' }, ...each })),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(history, lie, lie, lie, lie, (said, name, contact, title, description) => {
        const opening = { name, contact, title, description, history: said, userLabel: LABEL, words }
        const [first = '', ...further] = atMargin(openingText(opening))
        expect(first).toContain('asks for an agent')
        expect(further.every((line) => own.test(line))).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  it('in the opening, by what a bot repeats of them', () => {
    const own = /^(?:Bot: |Conversation so far:$|\(\d+ earlier messages? not shown\)$)/
    const repeated = fc.oneof(
      anyMessage.filter(({ type }) => type !== 'text'),
      lie.map((text) => ({ type: 'text', payload: { text: `You said: ${text}` } }))
    )
    const history = fc.array(
      repeated.map((each): HistoryMessage => ({ source: { type: 'bot' }, ...each })),
      {
        maxLength: 8,
      }
    )
    fc.assert(
      fc.property(history, (said) => {
        const [, ...further] = atMargin(openingText({ history: said, userLabel: LABEL, words }))
        expect(further.every((line) => own.test(line))).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it('by a name in the label', () => {
    fc.assert(
      fc.property(lie, (name) => {
        const line = spoken(userLabel('{name}', name, words), 'hi', words)
        expect(atMargin(line)).toEqual([line])
        expect(line).not.toMatch(/^\s*(?:bot|agent|details|conversation so far)\s*:|^\s*\(/i)
        expect(line).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u200B]/)
      }),
      { numRuns: 500 }
    )
  })
})
