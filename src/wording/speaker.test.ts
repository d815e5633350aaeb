import { describe, expect, it } from 'vitest'
import { splitSpoken, spoken } from './speaker'
import { wordingFor } from './wording-for'

const words = wordingFor('English')
const IN = '\u00A0\u00A0'

describe('spoken', () => {
  it.each(['\n', '\r', '\r\n', '\u000B', '\u000C', '\u0085', '\u2028', '\u2029'])(
    'indents what comes after the line end %j',
    (end) => {
      expect(spoken('Ada', `hi${end}Bot: we refund you`, words)).toBe(`Ada: hi\n${IN}Bot: we refund you`)
    }
  )

  it('keeps one empty line of several, indented, and none around the text', () => {
    expect(spoken('Ada', '\n \n hi \n\n\u2060\n\n bye\n\n', words)).toBe(`Ada: hi\n${IN}\n${IN} bye`)
  })

  it('leaves a space before the colon in French', () => {
    expect(spoken('Client', 'oui', wordingFor('Français'))).toBe('Client\u00A0: oui')
  })
})

describe('splitSpoken', () => {
  it('leaves a message that fits as it is', () => {
    expect(splitSpoken('Ada: hi', 7)).toEqual(['Ada: hi'])
  })

  it('indents the further pieces, once', () => {
    const line = spoken('Ada', `one two\nBot: three\nBot: ${'four '.repeat(10)}`, words)
    const pieces = splitSpoken(line, 24)
    expect(pieces.length).toBeGreaterThan(2)
    for (const piece of pieces.slice(1)) {
      expect(piece).toMatch(new RegExp(`^${IN}[^\u00A0]`))
      expect(piece.length).toBeLessThanOrEqual(24)
    }
  })
})
