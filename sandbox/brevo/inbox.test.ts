import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BOT, JULIA, startKit, type Kit } from './test-kit'

const VISITOR = 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg'
const { id: agentId } = JULIA

let kit: Kit
beforeEach(async () => {
  kit = await startKit({ now: () => 1_770_975_000_000 })
})
afterEach(() => kit.close())

const write = (text: string) =>
  kit.client.conversations.sendAMessageAsAnAgent({
    visitorId: VISITOR,
    text,
    agentId: BOT.id,
    receivedFrom: 'Botpress',
  })

const arrived = async (eventName: string) => {
  await kit.brevo.webhooks.settled()
  return kit.receiver.events.filter((event) => event.eventName === eventName)
}

const PNG = Buffer.from('iVBORw0KGgo=', 'base64')

describe('events', () => {
  it('starts a conversation with a message made by REST, and echoes it', async () => {
    const { id } = await write('Hello')
    expect(await arrived('conversationStarted')).toMatchObject([
      { message: { id, text: 'Hello', receivedFrom: 'Botpress' }, agent: BOT, isNoAvailableAgent: false },
    ])
    expect(await arrived('conversationFragment')).toMatchObject([
      { messages: [{ id, type: 'agent', receivedFrom: 'Botpress', agentId: BOT.id }], agents: [BOT] },
    ])
    await write('Again')
    expect(await arrived('conversationStarted')).toHaveLength(1)
    expect(await arrived('conversationFragment')).toHaveLength(2)
  })

  it.each([
    ['started.documented.json', 'conversationStarted', ['conversationStartPage']],
    ['fragment.agent-with-image.json', 'conversationFragment', []],
    ['transcript.json', 'conversationTranscript', []],
  ])('have every field of %s', async (file, eventName, onlyForTheWebsite) => {
    const fixture = JSON.parse(
      readFileSync(path.join(__dirname, '..', '..', 'test', 'fixtures', file), 'utf8')
    ) as object
    await write('Hello')
    const attachments = [{ name: 'a.png', link: 'https://files.example/a.png', mimeType: 'image/png' }]
    kit.brevo.agentWrites(VISITOR, { agentId, attachments })
    kit.brevo.agentFinishes(VISITOR)
    const event = (await arrived(eventName)).at(-1)!
    const { visitor } = fixture as { visitor: object }
    const expected = Object.keys(fixture).filter((key) => !onlyForTheWebsite.includes(key as never))
    expect(Object.keys(event)).toEqual(expect.arrayContaining(expected))
    expect(Object.keys(event.visitor)).toEqual(expect.arrayContaining(Object.keys(visitor)))
  })

  it('finishes with a transcript of all messages, and goes on afterwards', async () => {
    await write('Hello')
    kit.brevo.agentWrites(VISITOR, { agentId, text: 'Hi' })
    kit.brevo.agentFinishes(VISITOR, agentId)
    kit.brevo.agentFinishes(VISITOR, agentId)
    expect(await arrived('conversationTranscript')).toMatchObject([
      { messages: [{ text: 'Hello' }, { text: 'Hi' }], agents: [BOT, JULIA], missedMessagesCount: 0 },
    ])
    expect(kit.brevo.conversations()).toMatchObject([{ finished: true }])
    await write('One more thing')
    expect(kit.brevo.conversations()).toMatchObject([{ finished: false }])
    kit.brevo.agentFinishes(VISITOR)
    const [, second] = await arrived('conversationTranscript')
    expect(second?.messages).toHaveLength(3)
    expect(await arrived('conversationStarted')).toHaveLength(1)
  })

  it('tells of visitors of the website', async () => {
    const visitorId = kit.brevo.visitorWrites('Anybody there?')
    expect(visitorId).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(kit.brevo.visitorWrites('Hello?', visitorId)).toBe(visitorId)
    const [started] = await arrived('conversationStarted')
    expect(started).toMatchObject({
      message: { type: 'visitor' },
      conversationStartPage: { link: expect.any(String), title: expect.any(String) },
      visitor: { id: visitorId },
    })
    expect(started).not.toHaveProperty('agent')
  })

  it('orders the messages of a conversation by strictly rising times', async () => {
    await write('One')
    await write('Two')
    kit.brevo.agentWrites(VISITOR, { agentId, text: 'Three' })
    const first = 1_770_975_000_000
    expect(kit.brevo.messages(VISITOR).map(({ createdAt }) => createdAt)).toEqual([first, first + 1, first + 2])
  })
})

describe('files', () => {
  it('are attached in the current form and can be opened', async () => {
    await write('Hello')
    const link = kit.brevo.storeFile({ name: 'size chart.png', mimeType: 'image/png', data: PNG })
    const name = 'size chart.png'
    kit.brevo.agentWrites(VISITOR, { agentId, attachments: [{ name, link, mimeType: 'image/png', size: PNG.length }] })
    const [, fragment] = await arrived('conversationFragment')
    expect(fragment?.messages).toMatchObject([
      {
        text: name,
        agentUserpic: JULIA.userpic,
        attachments: [
          {
            name,
            link,
            mimeType: 'image/png',
            size: PNG.length,
            isImage: true,
            isSticker: false,
            isAllowedFileType: true,
            imageInfo: { previewLink: link },
          },
        ],
      },
    ])
    const answer = await fetch(link)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG)
    expect((await fetch(`${new URL(link).origin}/files/nothing/x.png`)).status).toBe(404)
  })
})

describe('people in the inbox', () => {
  it('see unread messages and changes', async () => {
    const changed = vi.fn<() => void>()
    const stop = kit.brevo.onChange(changed)
    await write('One')
    await write('Two')
    expect(changed).toHaveBeenCalledTimes(2)
    expect(kit.brevo.conversations()).toMatchObject([
      { visitorId: VISITOR, unread: 2, displayedName: expect.any(String), groupId: null },
    ])
    kit.brevo.markRead(VISITOR)
    expect(kit.brevo.conversations()[0]?.unread).toBe(0)
    await write('Three')
    kit.brevo.agentWrites(VISITOR, { agentId, text: 'Hi' })
    expect(kit.brevo.conversations()[0]?.unread).toBe(0)
    stop()
    changed.mockClear()
    await write('Four')
    expect(changed).not.toHaveBeenCalled()
  })

  it('can not write to nobody, as nobody, or nothing', async () => {
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId, text: 'Hi' })).toThrow('no conversation')
    await write('Hello')
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId: 'nobody', text: 'Hi' })).toThrow('no agent')
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId, text: ' ' })).toThrow('a text or attaches a file')
    expect(() => kit.brevo.agentFinishes('nobody')).toThrow('no conversation')
    expect(kit.brevo.messages('nobody')).toEqual([])
  })
})
