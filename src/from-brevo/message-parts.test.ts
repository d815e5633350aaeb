import { describe, expect, it } from 'vitest'
import type { AgentMessage } from './parse-event'
import { partsOf } from './message-parts'

const message = (text: string, attachments: Partial<AgentMessage['attachments'][number]>[] = []): AgentMessage => ({
  id: 'm1',
  createdAt: 1,
  text,
  attachments: attachments.map((attachment) => ({
    link: undefined,
    url: undefined,
    name: undefined,
    filename: undefined,
    mimeType: undefined,
    isImage: undefined,
    isSticker: undefined,
    ...attachment,
  })),
  agent: { id: 'a' },
})

describe('partsOf', () => {
  it('is the text alone', () => {
    expect(partsOf(message(' Hello '))).toEqual([{ id: 'm1', type: 'text', payload: { text: 'Hello' } }])
  })

  it('is nothing when there is nothing', () => {
    expect(partsOf(message('  '))).toEqual([])
    expect(partsOf(message('', [{}]))).toEqual([])
  })

  it('drops a text that only repeats the name of the file', () => {
    expect(partsOf(message('a.png', [{ name: 'a.png', link: 'https://x.y/1' }]))).toEqual([
      { id: 'm1', type: 'image', payload: { imageUrl: 'https://x.y/1', title: 'a.png' } },
    ])
  })

  it('puts the text first and numbers the rest', () => {
    const parts = partsOf(
      message('See both', [
        { name: 'a.png', link: 'https://x.y/1' },
        { filename: 'b.pdf', url: 'https://x.y/2' },
      ])
    )
    expect(parts.map(({ id, type }) => [id, type])).toEqual([
      ['m1', 'text'],
      ['m1/1', 'image'],
      ['m1/2', 'file'],
    ])
  })

  it.each([
    [{ mimeType: 'image/heic' }, 'image'],
    [{ mimeType: 'AUDIO/mpeg' }, 'audio'],
    [{ mimeType: 'video/mp4' }, 'video'],
    [{ mimeType: 'application/pdf', name: 'a.png' }, 'file'],
    [{ isImage: true }, 'image'],
    [{ isSticker: true }, 'image'],
    [{ name: 'voice.OGG' }, 'audio'],
    [{ name: 'clip.webm' }, 'video'],
    [{ name: 'noextension' }, 'file'],
    [{ link: 'https://x.y/photo.jpeg?token=a.mp3' }, 'image'],
    [{ name: 'constructor' }, 'file'],
  ])('%j is of the kind %s', (attachment, kind) => {
    expect(partsOf(message('', [{ link: 'https://x.y/1', ...attachment }]))[0]?.type).toBe(kind)
  })

  it('takes a file that is told twice once', () => {
    const both = [
      { name: 'a.pdf', link: 'https://x.y/1' },
      { filename: 'a.pdf', url: 'https://x.y/1' },
    ]
    expect(partsOf(message('a.pdf', both))).toHaveLength(1)
  })

  it('names a file whose link cannot be opened', () => {
    expect(partsOf(message('', [{ name: 'a.pdf', link: 'javascript:alert(1)' }]))).toEqual([
      { id: 'm1', type: 'text', payload: { text: 'a.pdf' } },
    ])
  })

  it('cuts a text that is larger than Botpress takes', () => {
    const parts = partsOf(message('€'.repeat(70_000)))
    expect(parts).toHaveLength(3)
    expect(parts.every((part) => Buffer.byteLength(JSON.stringify(part.payload)) < 128_000)).toBe(true)
  })
})
