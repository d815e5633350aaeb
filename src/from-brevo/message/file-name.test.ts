import { describe, expect, it } from 'vitest'
import { fileName } from './file-name'

describe('fileName', () => {
  it.each([
    ['a.pdf', 'a.pdf'],
    [' two\nlines .pdf ', 'two lines .pdf'],
    ['photo_high_re\u202Egnp.js', 'photo_high_regnp.js'],
    [`${'x'.repeat(200)}.docx`, `${'x'.repeat(94)}….docx`],
    [`${'x'.repeat(200)}.tar.gz`, `${'x'.repeat(96)}….gz`],
    ['x'.repeat(200), `${'x'.repeat(99)}…`],
    [`a.${'x'.repeat(200)}`, `a.${'x'.repeat(97)}…`],
    [`${'x'.repeat(1_000_000)}.png`, `${'x'.repeat(95)}….png`],
    ['', ''],
  ])('keeps the ending', (name, expected) => {
    expect(fileName(name, 100)).toBe(expected)
  })

  it('cuts no character in two', () => {
    expect(fileName(`${'👍'.repeat(100)}.png`, 100)).toBe(`${'👍'.repeat(47)}….png`)
  })
})
