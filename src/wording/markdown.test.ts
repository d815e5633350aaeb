import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownWords } from './markdown'

/** Time of computing that work takes, whatever else the machine does. */
const cpuSeconds = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

describe('markdownWords', () => {
  it.each([
    ['**Hi** there, *you* and __all__ of ~~them~~', 'Hi there, you and all of them'],
    ['***very*** and **bold with *more* inside**', 'very and bold with more inside'],
    ['# Title\n\nwords', 'Title\n\nwords'],
    ['* one\n+ two\n- three\n  * four\n1. five', '- one\n- two\n- three\n  - four\n1. five'],
    ['See [our terms](https://x.y/t "Terms") please', 'See our terms (https://x.y/t) please'],
    ['**[Terms](https://x.y/t_a_b)**', 'Terms (https://x.y/t_a_b)'],
    ['[https://x.y](https://x.y)', 'https://x.y'],
    ['[a@b.example](mailto:a@b.example)', 'a@b.example'],
    ['![A shoe](https://x.y/s.png)', 'A shoe (https://x.y/s.png)'],
    ['![](https://x.y/s.png)', 'https://x.y/s.png'],
    ['[![shop](https://x.y/s.png)](https://x.y)', 'shop (https://x.y/s.png) (https://x.y)'],
    ['[wiki](https://x.y/a_(b))', 'wiki (https://x.y/a_(b))'],
    ['![x](data:image/png;base64,AAAA)', 'x'],
    ['<https://x.y/a>', 'https://x.y/a'],
    ['**https://x.y/a_b_c**', 'https://x.y/a_b_c'],
    ['`a*b*c` and ``d`e``', 'a*b*c and d`e'],
    ['```ts\nconst *a* = 1\n```\nafter', 'const *a* = 1\nafter'],
    ['\\*not\\* this', '*not* this'],
    ['2 * 3 * 4 = 2*3*4, snake_case_name', '2 * 3 * 4 = 2*3*4, snake_case_name'],
    ['a\n---\nb', 'a\n\nb'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['[ ] open, [x] done, [1] a note', '[ ] open, [x] done, [1] a note'],
    ['a lone * and _ and ` and [', 'a lone * and _ and ` and ['],
    ['**Note:**go', 'Note:go'],
  ])('%j → %j', (markdown, expected) => {
    expect(markdownWords(markdown)).toBe(expected)
  })

  it('leaves no mark and loses no word, whatever is emphasised', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('', '*', '**', '***', '_', '__', '~~', '`'), word)), (parts) => {
        const markdown = parts.map(([mark, text]) => `${mark}${text}${mark}`).join(' ')
        expect(markdownWords(markdown)).toBe(parts.map(([, text]) => text).join(' '))
      })
    )
  })

  it.each([
    '[',
    ']',
    '![',
    '](',
    '[](',
    '[a](b',
    '[a](b)',
    '](data:',
    '[](data:a',
    '*',
    '**a',
    '*a_b~~',
    '_',
    '`',
    '`a``b```c',
    '<br ',
    '<https://',
    'https://',
    'https://_',
    '~',
    '\\',
    '#',
    ' ',
    '- ',
    '\n',
    '(((',
    '```\n',
  ])('reads many of %j in time that grows with their number only', (piece) => {
    expect(cpuSeconds(() => markdownWords(`${'['.repeat(1_000)}${piece.repeat(200_000 / piece.length)}`))).toBeLessThan(
      3
    )
  })

  it('reads 1 MB of brackets and marks in little time', () => {
    expect(cpuSeconds(() => markdownWords('['.repeat(200_000) + '](a)'.repeat(100_000)))).toBeLessThan(5)
    expect(cpuSeconds(() => markdownWords('*a_b~~`[x]('.repeat(90_000)))).toBeLessThan(5)
  })
})
