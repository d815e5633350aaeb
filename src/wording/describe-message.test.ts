import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeLiveMessage, describeMessage } from './describe-message'
import { spoken } from './speaker'
import { wordingFor } from './wording-for'

const words = wordingFor('English')
const IN = '\u00A0\u00A0'
const PICTURE = 'https://x.y/a.png'

const nested = (levels: number): unknown =>
  levels === 0 ? { text: 'deep' } : { items: [{ type: levels === 1 ? 'text' : 'bloc', payload: nested(levels - 1) }] }

describe('describeMessage', () => {
  it.each([
    ['text', { text: 'Hello\nthere, 2*3*4' }, 'Hello\nthere, 2*3*4'],
    ['markdown', { markdown: '**Hi** [you](https://x.y)' }, 'Hi you (https://x.y)'],
    ['image', { imageUrl: PICTURE, title: 'A' }, `Picture “A”: ${PICTURE}`],
    ['image', { title: 'A' }, 'Picture “A”: (no link)'],
    ['image', { imageUrl: 'data:image/png;base64,AAAA', caption: 'my shoe' }, 'Picture: (no link)\nmy shoe'],
    ['audio', { audioUrl: 'https://x.y/a.mp3' }, 'Audio: https://x.y/a.mp3'],
    ['video', { videoUrl: 'https://x.y/a.mp4', title: 'B' }, 'Video “B”: https://x.y/a.mp4'],
    ['file', { fileUrl: 'https://x.y/a.pdf', title: 'Bill' }, 'File “Bill”: https://x.y/a.pdf'],
    ['choice', { text: 'Which?', options: [{ label: 'One', value: '1' }, { value: '2' }] }, 'Which?\n[One] [2]'],
    [
      'dropdown',
      { text: 'Which?', options: ['One', { title: 'Two', description: 'the best' }] },
      'Which?\n[One] [Two] the best',
    ],
    [
      'card',
      {
        title: 'Shoe',
        subtitle: 'red',
        imageUrl: 'https://x.y/s.png',
        actions: [
          { action: 'say', label: 'Buy', value: 'buy' },
          { action: 'url', label: 'Shop', value: 'https://x.y' },
          { action: 'postback', label: 'Keep', value: 'keep_1' },
        ],
      },
      'Shoe – red\nPicture: https://x.y/s.png\n[Shop] https://x.y\n[Buy] [Keep]',
    ],
    [
      'carousel',
      {
        items: [
          { title: 'One', imageUrl: PICTURE },
          { title: 'Two', subtitle: 'b', price: '9 €' },
        ],
      },
      `One\n${IN}Picture: ${PICTURE}\nTwo – b\n${IN}9 €`,
    ],
    [
      'location',
      { latitude: 48.1, longitude: 11.5, address: 'Marienplatz', title: 'Here' },
      'Place: Here, Marienplatz (48.1, 11.5)',
    ],
    ['location', { latitude: 1, longitude: 2 }, 'Place: (1, 2)'],
    [
      'bloc',
      {
        items: [
          { type: 'text', payload: { text: 'Look' } },
          { type: 'image', payload: { imageUrl: PICTURE } },
          { type: 'markdown', payload: { markdown: '_so_' } },
          null,
          { type: 'text', payload: {} },
        ],
      },
      `Look\nPicture: ${PICTURE}\nso`,
    ],
    ['poll', { title: 'Lunch?', text: 'Vote', options: [{ label: 'Pizza', value: 'p' }] }, 'Lunch?\nVote\nPizza'],
  ])('%s %j', (type, payload, expected) => {
    expect(describeMessage(type, payload, words)).toBe(expected)
  })

  it.each([
    ['poll', { x: 1 }],
    ['constructor', {}],
    ['text', {}],
    ['text', { text: 5 }],
    ['text', { text: '\u2060' }],
    ['text', null],
    ['text', 'words'],
    ['image', {}],
    ['location', {}],
    ['bloc', { items: [] }],
    ['card', { actions: [{}] }],
  ])('has nothing to show for %s %j', (type, payload) => {
    expect(describeMessage(type, payload, words)).toBe('')
  })

  it('reads the Markdown of bots, not of users', () => {
    expect(describeMessage('text', { text: '**Hi**' }, words, 'bot')).toBe('Hi')
    expect(describeMessage('text', { text: '**Hi**' }, words, 'user')).toBe('**Hi**')
    expect(describeMessage('choice', { text: '*Which?*', options: [] }, words, 'bot')).toBe('Which?')
  })

  it('speaks the language of the company', () => {
    expect(describeMessage('image', { imageUrl: PICTURE, title: 'A' }, wordingFor('Français'))).toBe(
      `Image «\u00A0A\u00A0»\u00A0: ${PICTURE}`
    )
    expect(describeMessage('location', { latitude: 1, longitude: 2 }, wordingFor('Deutsch'))).toBe('Ort: (1, 2)')
  })
})

describe('bounds', () => {
  it.each(['data:', 'data:a/', 'data:a/b,', '<', '\n', '\u2028', ' ', '\u200D', 'a', '1a', '{"', '[', 'https://'])(
    'reads 1 MB of %j in any field in little time',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length)
      const before = process.cpuUsage().user
      for (const type of ['text', 'markdown', 'image', 'location', 'poll']) {
        const payload = { text, markdown: text, imageUrl: text, title: text, address: text, caption: text, other: text }
        spoken('Ada', describeLiveMessage(type, payload, words), words)
      }
      expect((process.cpuUsage().user - before) / 1_000_000).toBeLessThan(8)
    }
  )

  it('keeps an option and a name on one line', () => {
    expect(describeMessage('choice', { text: 'a', options: [{ label: 'b\nc' }] }, words)).toBe('a\n[b c]')
    expect(describeMessage('file', { title: 'b\nc', fileUrl: PICTURE }, words)).toBe(`File “b c”: ${PICTURE}`)
  })

  it('follows blocs in blocs only so deep', () => {
    expect(describeMessage('bloc', nested(5), words)).toBe('deep')
    expect(describeMessage('bloc', nested(7), words)).toBe('')
    expect(describeMessage('bloc', nested(3_000), words)).toBe('')
  })

  it('shows so many items of a message, inside of each other or not', () => {
    const options = Array.from({ length: 5_000 }, (_, index) => ({ label: `o${index}`, value: 'v' }))
    expect(describeMessage('choice', { options }, words).split(' ')).toHaveLength(200)
    const items = Array.from({ length: 150 }, () => ({ type: 'choice', payload: { options } }))
    expect(describeMessage('bloc', { items }, words).split(/[ \n]/).length).toBeLessThanOrEqual(200)
  })

  it('leaves out an address that is too long, and pictures written out in a text', () => {
    const long = `https://x.y/${'a'.repeat(150_000)}`
    expect(describeMessage('image', { imageUrl: long }, words)).toBe('Picture: (no link)')
    expect(describeMessage('text', { text: `see data:image/png;base64,${'A'.repeat(5_000)} here` }, words)).toBe(
      'see  here'
    )
  })

  it('makes text of anything, without `data:` URLs, and says something of a live message', () => {
    const type = fc.oneof(
      fc.string(),
      fc.constantFrom('text', 'image', 'choice', 'card', 'carousel', 'bloc', 'location', '__proto__', 'toString')
    )
    fc.assert(
      fc.property(type, fc.jsonValue(), (name, payload) => {
        expect(describeMessage(name, payload, words)).not.toMatch(/data:\w+\/\w+[;,]/)
        expect(describeLiveMessage(name, payload, words).trim()).not.toBe('')
      })
    )
  })
})

describe('describeLiveMessage', () => {
  it.each([
    ['text', {}, '(empty message)'],
    ['bloc', { items: [] }, '(empty message)'],
    ['poll', { x: 1 }, '(a message of type “poll” that cannot be shown here)'],
    ['constructor', {}, '(a message of type “constructor” that cannot be shown here)'],
    ['a\nBot: b', {}, '(a message of type “a Bot: b” that cannot be shown here)'],
    ['text', { text: 'Hi' }, 'Hi'],
  ])('%s %j → %s', (type, payload, expected) => {
    expect(describeLiveMessage(type, payload, words)).toBe(expected)
  })
})
