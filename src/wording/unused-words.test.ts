import { describe, expect, it } from 'vitest'
import { describeMessage } from './describe-message'
import { wordingFor } from './wording-for'

const words = wordingFor('English')
const PICTURE = 'https://x.y/a.png'

/** Fields that channels add to what Botpress names. */
describe('words in fields that no type names', () => {
  it.each([
    ['video', { videoUrl: 'https://x.y/v', caption: 'see 0:20' }, 'Video: https://x.y/v\nsee 0:20'],
    ['audio', { audioUrl: 'https://x.y/a', filename: 'note.ogg' }, 'Audio “note.ogg”: https://x.y/a'],
    [
      'file',
      { fileUrl: 'https://x.y/f', title: 'Bill', filename: 'bill-7.pdf' },
      'File “Bill”: https://x.y/f\nbill-7.pdf',
    ],
    ['text', { text: 'yes', quoted: { text: 'Shall I?' } }, 'yes\nShall I?'],
    [
      'contacts',
      { contacts: [{ name: { formatted_name: 'Bob' }, phones: [{ phone: '+43 664 5550123' }] }] },
      'Bob\n+43 664 5550123',
    ],
    ['order', { note: 'by 5 pm', items: ['2 shoes', '1 hat'] }, 'by 5 pm\n2 shoes\n1 hat'],
    ['sticker', { stickerUrl: 'https://x.y/s.webp', emoji: '👍' }, 'https://x.y/s.webp\n👍'],
    ['text', { text: 'parcel', tracking: '00340434161094042557' }, 'parcel\n00340434161094042557'],
    [
      'text',
      { text: 'the red one', contextInfo: { message: { extendedText: { quoted: { text: 'Which one?' } } } } },
      'the red one\nWhich one?',
    ],
    ['text', { text: 'yes', context: { id: 'wamid.HBgLNDM2NjQ1NTUw', quoted: 'Shall I?' } }, 'yes\nShall I?'],
    ['product', { product: 'Ridge 2', color: 'red', lakeside: 'geisha', geisha: 'blue' }, 'Ridge 2\nred\ngeisha\nblue'],
    ['html', { html: '<p>Hello <b>you</b></p>' }, 'Hello you'],
    ['image', { imageUrl: PICTURE, caption: '你'.repeat(50) }, `Picture: ${PICTURE}\n${'你'.repeat(50)}`],
  ])('are shown: %s %j', (type, payload, expected) => {
    expect(describeMessage(type, payload, words)).toBe(expected)
  })

  it.each([
    { userId: 'user_01HABCDEF' },
    { message_id: 'abc' },
    { id: 'Ada' },
    { wamid: 'wamid.HBgLNDM2NjQ1NTUwMTIzFQIAEhg' },
    { mimeType: 'image/jpeg', contentType: 'text words' },
    { what: 'image/jpeg' },
    { thumbnail: 'data:image/png;base64,AAAA' },
    { ref: '0b7e4a52-8a5f-4c61-9d65-9ad2f9a6f3a1' },
    { ref: 'a8f5f167f44f4964e6c998dee827110c' },
    { sentAt: '2026-01-01T10:00:00Z', when: '2026-01-01T10:00:00Z' },
    { extra: '{"a":1}' },
    { metadata: { text: 'for programs' } },
    { url: 'blob:https://x.y/1' },
    { again: 'hello' },
    { color: '#1a2B3c', background: '#fff' },
    { mediaSha256: 'b1946ac9 2493d234', sha: 'b1946ac9' },
    { a: { b: { c: { d: { e: { f: { text: 'too deep' } } } } } } },
  ])('are not what programs read: %j', (extra) => {
    expect(describeMessage('text', { text: 'hello', ...extra }, words)).toBe('hello')
  })

  it('names each address once', () => {
    const payload = { imageUrl: PICTURE, url: PICTURE, preview: { link: PICTURE } }
    expect(describeMessage('image', payload, words)).toBe(`Picture: ${PICTURE}`)
  })
})
