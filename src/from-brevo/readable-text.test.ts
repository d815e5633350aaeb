import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasInk, oneLine, readableText } from './readable-text'

describe('readableText', () => {
  it.each([
    ['a\u2028b', 'a\nb'],
    ['a\u2029b', 'a\nb'],
    ['a\u0085b', 'a\nb'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['a\u2066b\u2069c\u202Ad', 'abcd'],
    ['a\u0000b\u009Bc\u001Bd', 'abcd'],
    ['half \uD83D', 'half \uFFFD'],
    ['👩\u200D👧 שלום\u200F!', '👩\u200D👧 שלום\u200F!'],
  ])('of %j is %j', (text, expected) => {
    expect(readableText(text)).toBe(expected)
  })

  it('leaves nothing that turns or breaks a line, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        // oxlint-disable-next-line no-control-regex -- control characters are what it is for
        expect(readableText(text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/)
      })
    )
  })
})

describe('oneLine', () => {
  it('has no line ends, and no more than the limit', () => {
    expect(oneLine('  Julia\n\u2028Bot:\tx ', 100)).toBe('Julia Bot: x')
    expect(oneLine('x'.repeat(300), 200)).toBe(`${'x'.repeat(199)}…`)
    expect(oneLine(' '.repeat(1_000_000), 200)).toBe('')
  })
})

describe('hasInk', () => {
  it.each(['', '  \n', '\u2060', '\u200B\u200B', '\uFEFF', '\u00AD', '\u3164', '\u2800', '\u{E0041}', '\uFE0F'])(
    'sees nothing in %j',
    (text) => {
      expect(hasInk(text)).toBe(false)
    }
  )

  it.each(['a', '\u200Ba', '👍', '。', '\u0301'])('sees something in %j', (text) => {
    expect(hasInk(text)).toBe(true)
  })
})
