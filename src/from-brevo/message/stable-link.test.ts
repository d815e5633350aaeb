import { describe, expect, it } from 'vitest'
import { stableLink } from './stable-link'

describe('stableLink', () => {
  it.each([
    ['https://b.s3.amazonaws.com/a.png?X-Amz-Date=1&X-Amz-Signature=2', 'https://b.s3.amazonaws.com/a.png'],
    ['https://cdn.x.y/a.png?Expires=1&Signature=b&Key-Pair-Id=c', 'https://cdn.x.y/a.png'],
    ['https://storage.googleapis.com/a.png?id=5&X-Goog-Expires=1', 'https://storage.googleapis.com/a.png?id=5'],
    ['https://x.y/download?id=1&name=a%20b', 'https://x.y/download?id=1&name=a%20b'],
  ])('of %s is %s', (link, expected) => {
    expect(stableLink(link)).toBe(expected)
  })
})
