import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../definitions/defaults'
import { bot, open, PLUGIN, user } from '../../test/support/opening'
import { MAX_TEXT_LENGTH } from '../brevo/client'
import { wordingFor } from './wording-for'

describe('the length', () => {
  it('is kept by leaving out the oldest, and says how many', () => {
    const text = open({
      title: 'x',
      history: Array.from({ length: 100 }, (_, index) => user(`${index} ${'x'.repeat(500)}`)),
    })
    const missing = Number(/\n\n\((\d+) earlier messages not shown\)\n\n/.exec(text)?.[1])
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
    expect(text.length).toBeGreaterThan(MAX_TEXT_LENGTH - 600)
    expect(text).toContain('Botpress User: 99 ')
    expect(text).toContain(`Botpress User: ${missing} `)
    expect(text).not.toContain(`Botpress User: ${missing - 1} `)
  })

  it('shortens the newest message rather than leave it out', () => {
    const text = open({ history: [bot('old'), user('y'.repeat(20_000))] })
    expect(text).toContain('(1 earlier message not shown)')
    expect(text).toContain('Botpress User: yyy')
    expect(text).toHaveLength(MAX_TEXT_LENGTH)
    expect(text.endsWith('…')).toBe(true)
  })

  it('is kept whatever is told', () => {
    const long = fc.string({ maxLength: 30_000, size: 'max' })
    fc.assert(
      fc.property(
        long,
        long,
        long,
        long,
        fc.array(long, { maxLength: 5 }),
        fc.constantFrom(...LANGUAGES),
        (name, contact, title, description, texts, language) => {
          const history = texts.flatMap((text) => [user(text), bot(PLUGIN.joined), bot(text)])
          const text = open({ name, contact, title, description, history, words: wordingFor(language) })
          expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
        }
      ),
      { numRuns: 30 }
    )
  })
})
