import { describe, expect, it } from 'vitest'
import { webLink } from './web-link'

describe('webLink', () => {
  it.each([
    ['https://x.y/a.png?b=1#c', 'https://x.y/a.png?b=1#c'],
    [' https://x.y/a b.png', 'https://x.y/a%20b.png'],
    ['https://x.y/a\u2028b', 'https://x.y/a%E2%80%A8b'],
    ['HTTP://X.y', 'http://x.y/'],
    ['//x.y/1', 'https://x.y/1'],
    ['//', undefined],
    [`//x.y/${'a'.repeat(1_990)}`, undefined],
    ['javascript:alert(1)', undefined],
    ['data:image/png;base64,AAAA', undefined],
    ['/relative', undefined],
    ['', undefined],
    [`https://x.y/${'a'.repeat(2_000)}`, undefined],
    [`https://x.y/${'ä'.repeat(500)}`, undefined],
  ])('of %j is %j', (text, expected) => {
    expect(webLink(text)).toBe(expected)
  })
})
