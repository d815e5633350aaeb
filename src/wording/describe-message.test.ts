import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeMessage } from './describe-message'

const nested = (levels: number): unknown =>
  levels === 0 ? { text: 'deep' } : { items: [{ type: levels === 1 ? 'text' : 'bloc', payload: nested(levels - 1) }] }

describe('describeMessage', () => {
  it.each([
    ['text', { text: 'Hello\nthere' }, 'Hello\nthere'],
    ['markdown', { markdown: '**Hi**' }, '**Hi**'],
    ['image', { imageUrl: 'https://x.y/a.png', title: 'A' }, 'Image "A": https://x.y/a.png'],
    ['audio', { audioUrl: 'https://x.y/a.mp3' }, 'Audio: https://x.y/a.mp3'],
    ['video', { videoUrl: 'https://x.y/a.mp4', title: 'B' }, 'Video "B": https://x.y/a.mp4'],
    ['file', { fileUrl: 'https://x.y/a.pdf', title: 'Bill' }, 'File "Bill": https://x.y/a.pdf'],
    ['choice', { text: 'Which?', options: [{ label: 'One', value: '1' }, { value: '2' }] }, 'Which?\n- One\n- 2'],
    ['dropdown', { text: 'Which?', options: [{ label: 'One', value: '1' }] }, 'Which?\n- One'],
    [
      'card',
      {
        title: 'Shoe',
        subtitle: 'red',
        imageUrl: 'https://x.y/s.png',
        actions: [
          { action: 'url', label: 'Shop', value: 'https://x.y' },
          { action: 'say', label: 'Buy', value: 'buy' },
        ],
      },
      'Card: Shoe – red\nImage: https://x.y/s.png\n- [Shop] https://x.y\n- [Buy]',
    ],
    ['carousel', { items: [{ title: 'One' }, { title: 'Two', subtitle: 'b' }] }, 'Card: One\nCard: Two – b'],
    [
      'location',
      { latitude: 48.1, longitude: 11.5, address: 'Marienplatz', title: 'Here' },
      'Location: Here, Marienplatz (48.1, 11.5)',
    ],
    ['location', { latitude: 1, longitude: 2 }, 'Location: (1, 2)'],
    [
      'bloc',
      {
        items: [
          { type: 'text', payload: { text: 'Look' } },
          { type: 'image', payload: { imageUrl: 'https://x.y/a.png' } },
          { type: 'markdown', payload: { markdown: '_so_' } },
          null,
        ],
      },
      'Look\nImage: https://x.y/a.png\n_so_\n(empty message)',
    ],
    ['poll', { title: 'Lunch?', text: 'Vote' }, '(poll) Lunch? – Vote'],
    ['poll', { x: 1 }, '(a message of type "poll" that cannot be shown here)'],
    ['constructor', {}, '(a message of type "constructor" that cannot be shown here)'],
    ['text', {}, '(empty message)'],
    ['text', { text: 5 }, '(empty message)'],
    ['text', null, '(empty message)'],
    ['image', { title: 'A' }, 'Image "A": (no link)'],
    ['bloc', { items: [] }, '(empty message)'],
  ])('%s %j', (type, payload, expected) => {
    expect(describeMessage(type, payload)).toBe(expected)
  })

  it('makes a readable, non-empty line of anything', () => {
    const type = fc.oneof(
      fc.string(),
      fc.constantFrom('text', 'image', 'choice', 'card', 'carousel', 'bloc', 'location', '__proto__', 'toString')
    )
    fc.assert(
      fc.property(type, fc.jsonValue(), (name, payload) => {
        expect(describeMessage(name, payload).trim()).not.toBe('')
      })
    )
  })

  it('follows blocs in blocs only so deep', () => {
    expect(describeMessage('bloc', nested(3))).toBe('deep')
    expect(describeMessage('bloc', nested(3_000))).toBe('(empty message)')
  })
})
