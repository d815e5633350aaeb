import { describe, expect, it } from 'vitest'
import { contents, file, missingInTable, partsOfOne, sourcesIn } from '../../test/support/seen-in-public'

/*
 * Faults that people met in public in what a message says, in its HTML and its files, at the level of a whole event.
 * test/kinds.md names the source of each.
 */

const kinds = (message: object) => partsOfOne(message).map(({ type }) => type)

describe('content in HTML only', () => {
  it.each([
    [
      'a text message of a phone as HTML (ddeboer/imap#251)',
      'Вам пришла СМС<br/>От: <br/>На номер: <br/><br/>Cообщение: Тест\r\n',
      'Вам пришла СМС\nОт:\nНа номер:\n\nCообщение: Тест',
    ],
    [
      'a mail whose plain part is empty (the-djmaze/snappymail#1302)',
      '<html><head><style>p{}</style></head><body><p>Dear customer,</p><p>done.</p></body></html>',
      'Dear customer,\ndone.',
    ],
    [
      'a link to verify (Wh1isper/mcp-email-server#185)',
      '<p>Click <a href="https://example.com/verify">here</a> to verify.</p>',
      'Click here (https://example.com/verify) to verify.',
    ],
    [
      'a link that ends on another line (premailer/premailer#119)',
      '<table><tbody><tr><td><a href="http://example.com/">Activate account\n</a></td></tr></tbody></table>',
      'Activate account (http://example.com/)',
    ],
    [
      'two links on one line (premailer/premailer#72)',
      '<p>\n    This is <a href="http://x.y/1" >link1</a> and <a href="http://x.y/2" >link2 </a> is next.\n</p>',
      'This is link1 (http://x.y/1) and link2 (http://x.y/2) is next.',
    ],
    [
      'a link around a picture without an address (roundcube/roundcubemail#5795)',
      'text before <a href="http://link1.example/"><img style="border: 0; width: 215px" src="cid:logo"></a> text after',
      'text before http://link1.example/ text after',
    ],
    [
      'an emoji as a picture (FSMaxB/teams-wim#2)',
      'Fine <img class="emoji" alt="👍🏽" src="https://x.y/e.png">',
      'Fine 👍🏽',
    ],
    ['a script that closes itself (elastic/kibana#287199)', '<script/><p>Words</p>', 'Words'],
  ])('%s', (_name, html, expected) => {
    expect(contents({ text: '', html })).toEqual([['text', { text: expected }]])
  })

  it('a picture alone (mozilla/sumo#1214)', () => {
    const html = '<img src="https://assets.example/media/2023-02-25.png" '
    expect(contents({ text: '', html: `${html}>` })).toEqual([
      ['image', { imageUrl: 'https://assets.example/media/2023-02-25.png' }],
    ])
    expect(contents({ text: '', html: '<div></div>' })).toEqual([])
  })

  it.each([
    ['freescout-help-desk/freescout#499', '<img src="https://desk.example/open/1" width="1" height="1">'],
    ['apparition47/MailTrackerBlocker#60', '<img src="https://t.example/i.jpg" style="width:1px;height:1px" alt="">'],
  ])('a pixel that tracks (%s)', (_source, html) => {
    expect(kinds({ text: 'Hi', html: `<p>Hi</p>${html}` })).toEqual(['text'])
  })
})

describe('weak hints about files', () => {
  it.each([
    [
      'a generic type (chatmail/core#4378)',
      { mimeType: 'application/octet-stream', name: 'datei_23 (2).jpeg' },
      'image',
    ],
    ['a generic type (linagora/tmail-flutter#3668)', { mimeType: 'application/octet-stream', name: 'a.jpg' }, 'image'],
    ['no type (yuga-hashimoto/and-code#246)', { mimeType: '', name: 'generated.webp' }, 'image'],
    ['HEIC of a phone (GetStream/stream-chat-react#2546)', { isImage: true, name: 'iryna-IMG_8758.heic' }, 'file'],
    [
      'HEIC, told by its type alone (GetStream/stream-chat-react#2182)',
      { isImage: true, mimeType: 'image/heic', name: '0c11431c.001' },
      'file',
    ],
    ['AMR (signalapp/Signal-Desktop#418)', { mimeType: 'audio/amr', name: 'voice' }, 'file'],
    ['AMR (ReagentX/imessage-exporter#509)', { name: 'Audio Message.amr' }, 'file'],
    ['SVG (microsoft/BotFramework-WebChat#689)', { mimeType: 'image/svg+xml', name: 'a.svg', isImage: true }, 'file'],
    ['SVG (RocketChat/Rocket.Chat#13621)', { name: 'bug.svg' }, 'file'],
  ])('%s', (_name, fields, kind) => {
    expect(kinds(file(fields))).toEqual([kind])
  })
})

const titles = (attachments: object[]) =>
  partsOfOne({ attachments }).map(({ payload }) => ('title' in payload ? payload.title : undefined))

describe('files that need more than a link', () => {
  it('names without a dot, and long ones (skyportal/skyportal#1046, vichan-devel/vichan#53)', () => {
    const link = 'https://x.y/1'
    expect(titles([{ link, name: 'n'.repeat(130) }])).toEqual([`${'n'.repeat(99)}…`])
    expect(titles([{ link, name: `${'n'.repeat(130)}.png` }])).toEqual([`${'n'.repeat(95)}….png`])
  })

  it('an ending that is longer than the limit (sourcebot-dev/sourcebot#1374)', () => {
    expect(titles([{ link: 'https://x.y/1', name: `a.${'e'.repeat(200)}` }])).toEqual([`a.${'e'.repeat(97)}…`])
  })

  it('files with one name (mozilla/fx-private-relay#1559, nickrussler/email-to-pdf-converter#69)', () => {
    const images = ['image.jpg', 'image.jpg', 'IMG_1786.jpeg', 'image.jpg', ''].map((name, index) => {
      return { name, link: `https://x.y/${index}`, mimeType: 'image/jpeg' }
    })
    expect(titles(images)).toEqual(['image.jpg', 'image.jpg', 'IMG_1786.jpeg', 'image.jpg', undefined])
  })

  it.each([
    ['without its file (GoHighLevel/highlevel-api-docs#299)', { text: '' }, 0],
    ['with the file of the same text (openclaw/openclaw#66120)', { text: 'See the photo' }, 1],
  ])('a message that comes first %s', (_name, first, shared) => {
    const before = partsOfOne(first)
    const after = partsOfOne({ ...first, ...file({ name: 'photo.jpg' }) })
    expect(after.slice(0, shared)).toEqual(before)
    expect(after.map(({ type }) => type).slice(shared)).toEqual(['image'])
    expect(before.some(({ id }) => id === after[shared]?.id)).toBe(false)
  })
})

describe('HTML that costs others minutes', () => {
  it.each([
    ['servo/html5ever#788', '<ul><li>'.repeat(37_000)],
    ['tox-dev/turbohtml#505', '<div>'.repeat(59_000)],
    ['google/gumbo-parser#393', `${'<i>'.repeat(42_000)}${'</i>'.repeat(42_000)}`],
    ['lexbor/lexbor#340', ['<b x>', '<i x>', 'x</b>'].map((piece) => piece.repeat(19_000)).join('')],
  ])('%s', (_source, html) => {
    const started = process.cpuUsage()
    partsOfOne({ text: '', html })
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })
})

describe('test/kinds.md', () => {
  it('names every source of this file', () => {
    const sources = sourcesIn(__filename)
    expect(sources.length).toBeGreaterThan(20)
    expect(missingInTable(sources)).toEqual([])
  })
})
