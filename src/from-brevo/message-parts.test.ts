import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_PART_LENGTH, MAX_PARTS, partsOf } from './message-parts'
import type { Attachment } from './message/attachment'

const WORDS = { unopenableFile: '(a file that cannot be opened)' }

const parts = (text: string, attachments: Partial<Attachment>[] = []) =>
  partsOf(
    {
      id: 'm1',
      createdAt: 1,
      kind: 'person',
      text,
      attachments: attachments.map((file) => ({ link: undefined, name: '', mimeType: '', isImage: false, ...file })),
      agent: { key: 'a' },
    },
    WORDS
  )

describe('partsOf', () => {
  it('is the text alone', () => {
    expect(parts('Hello')).toEqual([{ id: 'm1', type: 'text', payload: { text: 'Hello' } }])
  })

  it.each(['', ' \n', '\u2060', '\u200B\u200B', '\uFEFF'])('is nothing where there is nothing to see: %j', (text) => {
    expect(parts(text)).toEqual([])
  })

  it('puts the text first, then each file as its kind', () => {
    const link = 'https://x.y/1'
    expect(
      parts('See all', [
        { link: `${link}.png`, name: 'a.png' },
        { link: `${link}.ogg`, name: 'b.ogg' },
        { link: `${link}.mp4`, name: 'c.mp4' },
        { link: `${link}.pdf` },
        { link: `${link}.heic`, isImage: true },
      ]).map(({ type, payload }) => [type, payload])
    ).toEqual([
      ['text', { text: 'See all' }],
      ['image', { imageUrl: `${link}.png`, title: 'a.png' }],
      ['audio', { audioUrl: `${link}.ogg`, title: 'b.ogg' }],
      ['video', { videoUrl: `${link}.mp4`, title: 'c.mp4' }],
      ['file', { fileUrl: `${link}.pdf` }],
      ['file', { fileUrl: `${link}.heic` }],
    ])
  })

  it('drops a text that only repeats the name of a file, however long', () => {
    const type = (text: string, name: string) => parts(text, [{ name, link: 'https://x.y/1' }]).map((part) => part.type)
    expect(type('a.png', 'a.png')).toEqual(['image'])
    expect(type('a.png\nb', 'a.png')).toEqual(['text', 'image'])
    expect(parts('a.png\nb.pdf', [{ name: 'a.png', link: 'https://x.y/1' }, { name: 'b.pdf' }])).toHaveLength(2)
    const long = `${'x'.repeat(250)}.png`
    expect(type(long, `${'x'.repeat(195)}….png`)).toEqual(['image'])
  })

  it('names a file whose link cannot be opened, or says that there is one', () => {
    expect(parts('', [{ name: 'a.pdf' }, { mimeType: 'image/png' }])).toMatchObject([
      { id: expect.stringMatching(/^m1\/n-[0-9a-f]{16}$/), type: 'text', payload: { text: 'a.pdf' } },
      { id: expect.stringMatching(/^m1\/n-[0-9a-f]{16}$/), type: 'text', payload: { text: WORDS.unopenableFile } },
    ])
  })

  it('shows names of 100 characters with their ending, and both of two files with one name', () => {
    const name = `${'invoice '.repeat(16)}2026.pdf`
    const both = parts('', [
      { name, link: 'https://x.y/1' },
      { name, link: 'https://x.y/2' },
    ])
    expect(both.map(({ payload }) => 'title' in payload && payload.title)).toEqual(
      both.map(() => `${'invoice '.repeat(12).trim()}….pdf`)
    )
    expect(new Set(both.map(({ id }) => id)).size).toBe(2)
  })
})

describe('the ids of parts', () => {
  const ids = (text: string, attachments: Partial<Attachment>[]) => parts(text, attachments).map(({ id }) => id)

  it('let a file come later than its message', () => {
    const first = ids('', [{ name: 'a.png' }])
    const later = ids('', [{ name: 'a.png', link: 'https://x.y/1' }])
    expect(later).toEqual([expect.stringMatching(/^m1\/f-[0-9a-f]{16}$/)])
    expect(later).not.toEqual(first)
  })

  it('are the same wherever a file is among the others, and under every signature of its link', () => {
    const [file] = ids('', [{ link: 'https://x.y/1' }])
    expect(ids('See', [{ link: 'https://x.y/0' }, { link: 'https://x.y/1' }])).toEqual(['m1', expect.any(String), file])
    const signed = (signature: string) => ids('', [{ link: `https://x.y/1?Expires=9&Signature=${signature}` }])
    expect(signed('a')).toEqual(signed('b'))
  })

  it('are the same when a text is corrected', () => {
    expect(ids('wrong', [])).toEqual(ids('right', []))
  })

  it('number what does not fit into one part', () => {
    expect(ids('€'.repeat(70_000), [])).toEqual(['m1', 'm1/1', 'm1/2'])
  })
})

describe('limits', () => {
  it('cuts a text that is larger than Botpress takes', () => {
    for (const text of ['€'.repeat(70_000), '"'.repeat(70_000), '👍'.repeat(35_000)]) {
      expect(parts(text).every((part) => Buffer.byteLength(JSON.stringify(part.payload)) < 128_000)).toBe(true)
    }
  })

  it('ends in the 30th part', () => {
    const text = 'word '.repeat(200_000)
    const all = parts(text, [{ link: 'https://x.y/1' }, { link: 'https://x.y/2' }])
    expect(all).toHaveLength(MAX_PARTS)
    expect(all.map(({ type }) => type).slice(-3)).toEqual(['text', 'file', 'file'])
    const last = all.at(-3)?.payload
    expect(last).toEqual({ text: expect.stringMatching(/word…$/) })
    expect(parts('a'.repeat(MAX_PART_LENGTH * MAX_PARTS)).some((part) => JSON.stringify(part).includes('…'))).toBe(
      false
    )
  })

  it('gives every part an id of its own, and nothing empty', () => {
    const file = fc.record({
      name: fc.constantFrom('', 'a.png', 'b.pdf', '\u2060'),
      link: fc.option(fc.webUrl(), { nil: undefined }),
      isImage: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.string(), fc.array(file), (text, attachments) => {
        const all = parts(text, attachments)
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        expect(all.flatMap(({ payload }) => Object.values(payload)).every((value) => value.trim() !== '')).toBe(true)
      })
    )
  })
})
