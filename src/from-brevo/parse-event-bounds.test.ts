import { describe, expect, it } from 'vitest'
import { fragment, readMessage } from '../../test/support/parsed-event'

describe('bounds', () => {
  it('looks at the newest 500 messages', () => {
    const messages = Array.from({ length: 40_000 }, (_, index) => ({
      id: `m${index}`,
      type: 'agent',
      createdAt: index,
    }))
    const event = fragment({ messages: [...messages].reverse() })
    expect(event.agentMessages).toHaveLength(500)
    expect([event.messageIds[0], event.messageIds.at(-1)]).toEqual(['m39500', 'm39999'])
    expect(event.latestAt).toBe(39_999)
  })

  it('keeps 20 files of a message, names of 200 and links of 2,000 characters', () => {
    const attachments = Array.from({ length: 1_000 }, (_, index) => ({
      name: `${index}${'n'.repeat(1_000)}.pdf`,
      link: `https://x.y/${index}${index === 1 ? 'a'.repeat(2_000) : ''}`,
    }))
    const files = readMessage({ attachments })?.attachments ?? []
    expect(files).toHaveLength(20)
    expect(files.every(({ name }) => name.length === 200 && name.endsWith('….pdf'))).toBe(true)
    expect(files.map(({ link }) => link?.length)).toEqual(
      files.map((_, index) => (index === 1 ? undefined : `https://x.y/${index}`.length))
    )
  })

  it('keeps 200,000 characters of a text', () => {
    const text = readMessage({ text: 'a'.repeat(1_000_000) })?.text
    expect(text).toHaveLength(200_000)
    expect(text?.endsWith('a…')).toBe(true)
  })

  it.each([
    ['a text of <', { text: '<'.repeat(1_000_000), html: '<'.repeat(1_000_000) }],
    ['nested HTML', { html: '<div>'.repeat(200_000) }],
    ['nested HTML within the limit', { html: `${'<div>'.repeat(50_000)}<a href="https://x.y/1">a</a>`, text: 'a' }],
    [
      'links whose words are everywhere',
      {
        text: 'a'.repeat(200_000),
        html: Array.from({ length: 50 }, (_, index) => `<a href="https://x.y/${index}">a</a>`).join(''),
      },
    ],
    ['raw HTML', { rawUnsafeHtml: '<!--'.repeat(250_000) }],
    ['an id', { id: 'x'.repeat(1_500_000) }],
    ['a name', { agentName: '\n'.repeat(1_500_000) }],
    ['a link', { attachments: [{ link: `https://x.y/${'a'.repeat(1_500_000)}` }] }],
    ['blanks', { text: `a${' '.repeat(1_500_000)}` }],
    ['line ends', { text: `a${'\u2028'.repeat(1_500_000)}b` }],
    ['a file name', { attachments: [{ name: '.'.repeat(1_500_000) }] }],
  ])('takes a bounded time for %s', (_name, message) => {
    const started = process.cpuUsage()
    readMessage(message)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })

  it('never looks into what it does not use', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) {
      deep = [deep]
    }
    const message = { id: 'm1', type: 'agent', text: 'Hi', unknown: deep, attachments: [deep, { name: deep }], to: '' }
    expect(fragment({ messages: [message], attributes: deep }).agentMessages[0]?.text).toBe('Hi')
  })
})
