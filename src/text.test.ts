import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, safeCut, split, truncate } from './text'

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
const words = fc.string({ unit: 'grapheme', maxLength: 400 })
const family = '👨‍👩‍👧‍👦'

describe('split', () => {
  it('keeps a text that fits whole', () => {
    expect(split('as it is', 8)).toEqual(['as it is'])
  })

  it('cuts between words when a space is near', () => {
    expect(split('one two three four', 15)).toEqual(['one two three', 'four'])
  })

  it('cuts between lines rather than between words', () => {
    expect(split('aaaa bbbb\ncc dd', 12)).toEqual(['aaaa bbbb', 'cc dd'])
  })

  it('never goes through an emoji of several code points', () => {
    const pieces = split(family.repeat(5), family.length + 3)
    expect(pieces).toEqual(Array.from({ length: 5 }, () => family))
  })

  it('cuts a character that is longer than a piece, between code points', () => {
    const monster = `a${'\u0301'.repeat(500)}`
    expect(split(monster, 100).every((piece) => piece.length <= 100)).toBe(true)
  })

  it('loses nothing but white space and leaves no half characters, whatever the text', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const source = clean(text)
        const pieces = split(source, limit)
        let rest = source
        for (const piece of pieces) {
          const at = rest.indexOf(piece)
          expect(at).toBeGreaterThanOrEqual(0)
          expect(rest.slice(0, at).trim()).toBe('')
          rest = rest.slice(at + piece.length)
          expect(piece.length).toBeLessThanOrEqual(limit)
          expect(piece).not.toMatch(LONE_SURROGATE)
        }
        expect(rest.trim()).toBe('')
      }),
      // A no-break space before the cut.
      { examples: [['\u00A0\u{10000}', 2]] }
    )
  })
})

describe('truncate', () => {
  it('says with an ellipsis that something is missing', () => {
    expect(truncate('abcdef', 4)).toBe('abc…')
    expect(truncate('abcd', 4)).toBe('abcd')
  })

  it('keeps to the limit and to whole characters', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 3, max: 50 }), (text, limit) => {
        const short = truncate(clean(text), limit)
        expect(short.length).toBeLessThanOrEqual(limit)
        expect(short).not.toMatch(LONE_SURROGATE)
      })
    )
  })
})

describe('safeCut', () => {
  it('is at least 1, so that a loop over pieces ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        expect(safeCut(text, limit)).toBeGreaterThanOrEqual(1)
      })
    )
  })
})

describe('clean', () => {
  it('makes line ends alike and takes out control characters and half characters', () => {
    expect(clean('a\r\nb\rc\u0000\u0007\td\uD83D')).toBe('a\nb\nc\td\uFFFD')
  })

  it('leaves well-formed JSON text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(clean(text)).not.toMatch(LONE_SURROGATE)
        expect(clean(clean(text))).toBe(clean(text))
      })
    )
  })
})
