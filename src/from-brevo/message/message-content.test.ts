import { describe, expect, it } from 'vitest'
import type { Fields } from '../../lenient'
import { messageContent } from './message-content'

const textOf = (message: Fields) => messageContent(message).text
const filesOf = (message: Fields) => messageContent(message).attachments.map(({ link, name }) => [link, name])

describe('the text of a message', () => {
  it.each([
    ['the plain one', { text: ' Hi\n', html: '<p>Hi</p>' }, 'Hi'],
    ['the plain one, though it looks like HTML', { text: '5 < 6 &amp; <b>', html: '5 &lt; 6' }, '5 < 6 &amp; <b>'],
    ['the words of the HTML', { text: '', html: '<p>Hi</p>' }, 'Hi'],
    ['the words of the HTML, for the plain text shows nothing', { text: '\u2060', html: '<p>Hi</p>' }, 'Hi'],
    ['the plain one rather than the raw HTML', { text: 'Hi', html: '', rawUnsafeHtml: '<p>Raw</p>' }, 'Hi'],
    ['the HTML rather than the raw one', { html: '<p>Hi</p>', rawUnsafeHtml: '<p>Raw</p>' }, 'Hi'],
    ['the raw HTML, for want of all else', { text: ' ', html: '<p></p>', rawUnsafeHtml: '<p>Raw</p>' }, 'Raw'],
    ['nothing', {}, ''],
    ['on lines that are what they seem', { text: 'a\u2028b\u202Ec\u0085d' }, 'a\nbc\nd'],
  ])('is %s', (_name, raw, expected) => {
    expect(textOf(raw)).toBe(expected)
  })
})

describe('links that only the HTML has', () => {
  const GUIDE = '<a href="https://x.y/guide">our guide</a>'

  it.each([
    [
      'come after their words',
      'See our guide, please.',
      `See ${GUIDE}, please.`,
      'See our guide (https://x.y/guide), please.',
    ],
    [
      'come at the end, with words that the text lacks',
      'See this:',
      `See this: ${GUIDE}`,
      'See this:\nour guide: https://x.y/guide',
    ],
    ['are not repeated', 'See x.y/guide', `See ${GUIDE}`, 'See x.y/guide'],
    ['are not repeated when a program made them', 'www.X.y', '<a href="http://www.x.y/">www.X.y</a>', 'www.X.y'],
    ['are not repeated when encoded', 'https://x.y/ä', '<a href="https://x.y/%C3%A4">x</a>', 'https://x.y/ä'],
    [
      'find the word, not a part of one',
      'there, here',
      '<a href="https://x.y/1">here</a>',
      'there, here (https://x.y/1)',
    ],
    [
      'find each its own word',
      'here, here',
      '<a href="https://x.y/1">here</a>, <a href="https://x.y/2">here</a>',
      'here (https://x.y/1), here (https://x.y/2)',
    ],
    ['are not there', 'our guide', '<a href="javascript:x()">our guide</a>', 'our guide'],
    ['surround a picture', 'Hi', 'Hi <a href="https://x.y/1"><img src="cid:1"></a>', 'Hi\nhttps://x.y/1'],
  ])('%s', (_name, text, html, expected) => {
    expect(textOf({ text, html })).toBe(expected)
  })

  it('are not those of its files', () => {
    const html = '<a href="https://x.y/a.pdf">a.pdf</a>'
    expect(textOf({ text: 'a.pdf', html, attachments: [{ link: 'https://x.y/a.pdf' }] })).toBe('a.pdf')
  })
})

describe('the files of a message', () => {
  it('are those of both fields, each link once', () => {
    const attachments = [{ name: 'a.pdf', link: 'https://x.y/1', mimeType: 'application/pdf' }]
    const file = { filename: 'a.pdf', url: 'https://x.y/1' }
    expect(messageContent({ attachments, file }).attachments).toMatchObject([
      { name: 'a.pdf', mimeType: 'application/pdf' },
    ])
    expect(filesOf({ attachments, file: { filename: 'b.pdf', url: 'https://x.y/2' } })).toHaveLength(2)
  })

  it('are told by a name alone only when no other one has it', () => {
    const named = { name: 'a.pdf' }
    expect(filesOf({ attachments: [named, named] })).toEqual([[undefined, 'a.pdf']])
    expect(filesOf({ attachments: [named, { ...named, link: 'https://x.y/1' }] })).toEqual([['https://x.y/1', 'a.pdf']])
    expect(
      filesOf({
        attachments: [
          { ...named, link: 'javascript:x' },
          { ...named, link: 'https://x.y/1' },
        ],
      })
    ).toHaveLength(2)
    expect(filesOf({ attachments: [{ ...named, link: 'javascript:x' }, { name: 'b.pdf' }] })).toHaveLength(2)
  })

  it('are none where nothing is said of one', () => {
    expect(filesOf({ attachments: [{}, { size: 5 }, null, 'x'], file: {} })).toEqual([])
  })

  it('include pictures that only the HTML has, and not the previews of others', () => {
    const attachments = [
      { name: 'a.png', link: 'https://x.y/a.png', imageInfo: { previewLink: 'https://x.y/a-small.png' } },
      { name: 'b.png', link: 'https://x.y/b.png', imageInfo: { previewUrl: 'https://x.y/b-small.png' } },
    ]
    const html =
      '<img src="https://x.y/a-small.png"><img src="https://x.y/b-small.png"><img src="https://x.y/c.png" alt="A chair">'
    const links = ['https://x.y/a.png', 'https://x.y/b.png', 'https://x.y/c.png']
    expect(filesOf({ text: 'a.png', html, attachments }).map(([link]) => link)).toEqual(links)
    expect(filesOf({ html, attachments }).map(([link]) => link)).toEqual(links)
    expect(messageContent({ html }).attachments.every(({ isImage }) => isImage)).toBe(true)
  })
})
