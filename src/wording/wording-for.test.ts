import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../definitions/defaults'
import type { Wording } from './wording'
import { wordingFor } from './wording-for'

/** Longest sentence that an agent takes in at a glance. */
const MAX_SENTENCE = 170

const COUNTS = [1, 2, 19, 1_000]

/** Every text of a table, with its placeholders filled. */
const textsOf = (words: Wording): string[] => {
  const counted = [words.notShown, words.delayed, words.tooMany, words.rejected]
  const filled = [words.quoted('Ada'), words.unreadable('poll'), words.correction('Monday'), words.asksForAgent('Ada')]
  const plain = Object.values(words).filter((value) => typeof value === 'string')
  return [
    ...plain,
    ...filled,
    words.asksForAgent(undefined),
    ...counted.flatMap((sentence) => COUNTS.map((count) => sentence(count))),
  ]
}

describe.each(LANGUAGES)('the words in %s', (language) => {
  const words = wordingFor(language)

  it('are short, on one line, and leave no placeholder', () => {
    for (const text of textsOf(words)) {
      expect(text.trim(), text).not.toBe('')
      expect(text.length, text).toBeLessThanOrEqual(MAX_SENTENCE)
      expect(text).not.toMatch(/[{}#\n]|undefined|null|NaN/)
    }
  })

  it('put what the integration says beside somebody else into parentheses', () => {
    const sentences = [
      ...[words.notShown, words.delayed, words.tooMany, words.rejected].flatMap((each) => COUNTS.map(each)),
      words.earlierAgent,
      words.earlierAgentEnd,
      words.noLink,
      words.emptyMessage,
      words.unreadable('poll'),
      words.finishedBefore,
      words.unopenableFile,
      words.partMissing,
    ]
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\(.+\)$/)
    }
  })

  it('tell one from many', () => {
    for (const sentence of [words.notShown, words.tooMany, words.rejected]) {
      expect(sentence(1).replace('1', '2')).not.toBe(sentence(2))
      expect(sentence(19)).toContain('19')
      expect(sentence(1)).toContain('1')
    }
  })

  it('name what was filled in', () => {
    expect(words.asksForAgent('Ada')).toContain('Ada')
    expect(words.quoted('Ada')).toContain('Ada')
    expect(words.unreadable('poll')).toContain('poll')
    expect(words.correction('Monday')).toContain('Monday')
    expect(words.delayed(12)).toContain('12')
  })

  it('tell the speakers apart', () => {
    const labels = [words.botLabel, words.agentLabel, words.userLabel]
    expect(new Set(labels).size).toBe(3)
    expect(labels.every((label) => !label.includes(':'))).toBe(true)
  })

  it('leave room for a title in the first line', () => {
    expect(words.asksForAgent('x'.repeat(48)).length).toBeLessThanOrEqual(85)
  })
})

describe('wordingFor', () => {
  it('is English without a language and for one that it does not know', () => {
    expect(wordingFor(undefined)).toBe(wordingFor('English'))
    expect(wordingFor('Klingon')).toBe(wordingFor('English'))
    expect(wordingFor('toString')).toBe(wordingFor('English'))
    expect(wordingFor('Deutsch').userLabel).toBe('Nutzer')
  })

  it.each([
    ['English', 12, '(Delayed by 12 minutes: Brevo accepted no messages.)'],
    ['English', 1, '(Delayed by 1 minute: Brevo accepted no messages.)'],
    ['English', 150, '(Delayed by 3 hours: Brevo accepted no messages.)'],
    ['English', 4_320, '(Delayed by 3 days: Brevo accepted no messages.)'],
    ['Français', 12, "(Retard de 12 min\u00A0: Brevo n'acceptait pas de messages.)"],
    ['Deutsch', 12, '(Um 12 Min. verspätet: Brevo nahm keine Nachrichten an.)'],
  ])('says in %s how late messages are: %i minutes', (language, minutes, expected) => {
    expect(wordingFor(language).delayed(minutes)).toBe(expected)
  })

  it.each([
    ['English', '(1 earlier message not shown)', '(2 earlier messages not shown)'],
    ['Français', '(1 message antérieur non affiché)', '(2 messages antérieurs non affichés)'],
    ['Deutsch', '(1 frühere Nachricht nicht angezeigt)', '(2 frühere Nachrichten nicht angezeigt)'],
  ])('counts in %s', (language, one, two) => {
    expect(wordingFor(language).notShown(1)).toBe(one)
    expect(wordingFor(language).notShown(2)).toBe(two)
  })
})
