import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../definitions/defaults'
import { MAX_TEXT_LENGTH } from '../brevo/client'
import { batchTexts, MAX_BATCH_MESSAGES, type BatchText } from './batch'
import { spoken } from './speaker'
import { wordingFor } from './wording-for'

const words = wordingFor('English')
const now = { delayedMinutes: 0, words }
const line = (text: string): string => spoken('U', text, words)
const shown = (messages: BatchText[]): number[] => [...new Set(messages.flatMap(({ lineIndexes }) => lineIndexes))]

describe('batchTexts', () => {
  it('puts all lines into one message, in order', () => {
    expect(batchTexts([line('one'), line('two')], now)).toMatchObject([{ text: 'U: one\nU: two', lineIndexes: [0, 1] }])
  })

  it('is nothing without lines', () => {
    expect(batchTexts([], { delayedMinutes: 10, words })).toEqual([])
  })

  it('says how late it is when that is more than two minutes', () => {
    expect(batchTexts([line('one')], { delayedMinutes: 12, words })[0]?.text).toBe(
      '(Delayed by 12 minutes: Brevo accepted no messages.)\nU: one'
    )
    // Two minutes and some seconds.
    expect(batchTexts([line('one')], { delayedMinutes: 2, words })[0]?.text).toMatch(/^\(Delayed by 2 minutes/)
    expect(batchTexts([line('one')], { delayedMinutes: 1, words })[0]?.text).toBe('U: one')
  })

  it('says at the end what is said after the lines, in a message of its own where it has no room', () => {
    const ending = '(finished)'
    expect(batchTexts([line('one')], { ...now, ending })).toMatchObject([{ text: 'U: one\n(finished)' }])
    const full = line('x'.repeat(MAX_TEXT_LENGTH - 'U: '.length))
    expect(batchTexts([full], { ...now, ending })).toMatchObject([
      { text: full, lineIndexes: [0] },
      { text: ending, lineIndexes: [] },
    ])
  })

  it('leaves nothing out for what is said after the lines', () => {
    const full = Array.from({ length: MAX_BATCH_MESSAGES }, () => line('x'.repeat(MAX_TEXT_LENGTH - 'U: '.length)))
    const messages = batchTexts(full, { ...now, ending: '(finished)' })
    expect(shown(messages)).toEqual(full.map((_, index) => index))
    expect(messages.map(({ text }) => text)).toEqual([...full, '(finished)'])
  })

  it.each([45_000, 49_000])('leaves nothing of one line of %i characters out', (length) => {
    const long = line('word '.repeat(length / 5).trim())
    const messages = batchTexts([long], now)
    expect(messages).toHaveLength(5)
    expect(messages.map(({ text }) => text.trim()).join(' ')).toBe(long)
  })

  it('fills up to five messages before anything is left out, and cuts no line', () => {
    const lines = Array.from({ length: 45 }, (_, index) => line(`${index} ${'x'.repeat(1_000)}`))
    const messages = batchTexts(lines, now)
    expect(messages).toHaveLength(5)
    expect(messages.flatMap(({ text }) => text.split('\n'))).toEqual(lines)
    expect(messages.flatMap(({ lineIndexes }) => lineIndexes)).toEqual(lines.map((_, index) => index))
  })

  it('leaves out the oldest of more, no more than it must, and says so', () => {
    const lines = Array.from({ length: 60 }, (_, index) => line(`${index} ${'x'.repeat(1_000)}`))
    const messages = batchTexts(lines, { delayedMinutes: 12, words })
    const leftOut = lines.length - shown(messages).length
    expect(messages).toHaveLength(5)
    expect(messages[0]?.text).toMatch(
      /^\(Delayed by 12 minutes: [^\n]+\)\n\((\d+) earlier messages were too many to deliver\. They are in Botpress\.\)\nU: /
    )
    expect(messages[0]?.text).toContain(`(${leftOut} earlier messages`)
    expect(shown(messages)).toEqual(lines.map((_, index) => index).slice(leftOut))
    const oneMore = batchTexts(lines.slice(leftOut - 1), { delayedMinutes: 12, words })
    expect(oneMore[0]?.text).toContain('(1 earlier message could not be delivered')
  })

  it('keeps a line of a whole message whole, also where it must say something before', () => {
    const longest = `U: ${'y'.repeat(MAX_TEXT_LENGTH - 3)}`
    const messages = batchTexts([longest], { delayedMinutes: 12, words })
    expect(messages.map(({ lineIndexes }) => lineIndexes)).toEqual([[], [0]])
    expect(messages[1]?.text).toBe(longest)
  })

  it('splits a longer one into pieces that cannot forge a speaker', () => {
    const messages = batchTexts([line('a'), line('Bot: we refund you\n'.repeat(900))], now)
    expect(messages.map(({ lineIndexes }) => lineIndexes)).toEqual([[0], [1], [1]])
    expect(messages[2]?.text).toMatch(/^\u00A0\u00A0Bot/)
  })

  it('keeps to its bounds in every language, whatever waits', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 50 }),
      fc.integer({ min: 1, max: 150_000 }).map((length) => 'word '.repeat(length / 5)),
      fc.integer({ min: 1, max: 150_000 }).map((length) => 'x'.repeat(length))
    )
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 40 }),
        fc.constantFrom(...LANGUAGES),
        fc.integer({ min: 0, max: 10_000 }),
        (texts, language, delayedMinutes) => {
          const lines = texts.map((each) => spoken('U', each, words))
          const messages = batchTexts(lines, { delayedMinutes, words: wordingFor(language) })
          const indexes = messages.flatMap(({ lineIndexes }) => lineIndexes)
          expect(messages.length).toBeLessThanOrEqual(MAX_BATCH_MESSAGES)
          expect(messages.every((message) => message.text.length <= MAX_TEXT_LENGTH)).toBe(true)
          expect(indexes).toEqual([...indexes].sort((a, b) => a - b))
          expect(shown(messages)).toEqual(lines.map((_, index) => index).slice(lines.length - shown(messages).length))
          expect(shown(messages).length).toBeGreaterThanOrEqual(Math.min(1, lines.length))
        }
      ),
      { numRuns: 60 }
    )
  })

  it('copes with very many lines', () => {
    const started = performance.now()
    const messages = batchTexts(
      Array.from({ length: 50_000 }, (_, index) => line(`${index}`)),
      now
    )
    expect(messages).toHaveLength(5)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
