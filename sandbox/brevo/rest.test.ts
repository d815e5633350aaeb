import { BrevoClient, BrevoError } from '@getbrevo/brevo'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { announced, API_KEY, BOT, JULIA, startKit, type Kit } from './test-kit'

const VISITOR = 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg'
const HELLO = { visitorId: VISITOR, text: 'Hello', agentId: BOT.id, receivedFrom: 'Botpress' }
const MOMENT = 1_770_975_000_000
const { id: agentId } = JULIA

let kit: Kit
let client: BrevoClient
beforeEach(async () => {
  kit = await startKit({ groups: ['PjRBMhWGen6aRHjif'], now: () => MOMENT })
  client = new BrevoClient({ apiKey: API_KEY, baseUrl: kit.brevo.url, maxRetries: 0 })
})
afterEach(() => kit.close())

describe("through Brevo's official client", () => {
  it('sends, reads and deletes a message, pings, and routes a visitor', async () => {
    const { account, conversations } = client
    expect((await account.getAccount()).companyName).toBe('Fernhill Bikes')
    const sent = await conversations.sendAMessageAsAnAgent({ ...HELLO, text: 'a < b\nc' })
    expect(sent).toMatchObject({ type: 'agent', text: 'a < b\nc', html: 'a &lt; b<br>c', agentName: 'Bot' })
    const id = sent.id!
    expect(await conversations.getAMessage({ id })).toEqual(sent)
    await conversations.setsAgentsStatusToOnlineFor23Minutes({ agentId })
    const assign = (groupId: string) =>
      conversations.setVisitorGroupAssignment({ groupId }, { additionalBodyParameters: { visitorId: VISITOR } })
    expect(await assign('PjRBMhWGen6aRHjif')).toEqual({ groupId: 'PjRBMhWGen6aRHjif', visitorId: VISITOR })
    await expect(assign('nobody')).rejects.toBeInstanceOf(BrevoError)
    await conversations.deleteAMessageSentByAnAgent({ id })
    expect(kit.brevo.messages(VISITOR)).toEqual([])
    expect(JSON.stringify(kit.wire.calls())).not.toContain(API_KEY)
  })
})

it.each([
  ['no visitor', { text: 'x', agentId: BOT.id }],
  ['no text', { visitorId: VISITOR, agentId: BOT.id }],
  ['no agent', { visitorId: VISITOR, text: 'x' }],
  ['half an agent', { visitorId: VISITOR, text: 'x', agentEmail: 'a@b.example' }],
  ['two agents', { ...HELLO, agentEmail: 'a@b.example', agentName: 'A' }],
  ['a field it does not know', { ...HELLO, colour: 'red' }],
  ['a null field', { ...HELLO, receivedFrom: null }],
  ['no object', []],
])('refuses a message with %s', async (_, body) => {
  const init = { method: 'POST', headers: { 'api-key': API_KEY }, body: JSON.stringify(body) }
  const answer = await fetch(`${kit.brevo.url}/conversations/messages`, init)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ code: 'invalid_parameter', message: expect.any(String) })
  expect(kit.brevo.conversations()).toEqual([])
})

describe('the inbox', () => {
  const write = (text: string) => client.conversations.sendAMessageAsAnAgent({ ...HELLO, text })

  it.each([
    ['started.documented.json', 'conversationStarted', 'conversationStartPage'],
    ['fragment.agent-with-image.json', 'conversationFragment', undefined],
    ['transcript.json', 'conversationTranscript', undefined],
  ] as const)('has every field of %s in its events', async (file, eventName, onlyForTheWebsite) => {
    const fixture = JSON.parse(readFileSync(join(__dirname, '..', '..', 'test', 'fixtures', file), 'utf8')) as object
    await write('Hello')
    const attachments = [{ name: 'a.png', link: 'https://files.example/a.png', mimeType: 'image/png' }]
    kit.brevo.agentWrites(VISITOR, { agentId, attachments })
    kit.brevo.agentFinishes(VISITOR)
    const event = JSON.parse(JSON.stringify(announced(kit, eventName).at(-1))) as { visitor: object }
    const { visitor } = fixture as { visitor: object }
    const expected = Object.keys(fixture).filter((key) => key !== onlyForTheWebsite)
    expect(Object.keys(event)).toEqual(expect.arrayContaining(expected))
    expect(Object.keys(event.visitor)).toEqual(expect.arrayContaining(Object.keys(visitor)))
  })

  it('finishes once, and goes on when somebody writes again', async () => {
    await write('Hello')
    kit.brevo.agentWrites(VISITOR, { agentId, text: 'Hi' })
    kit.brevo.agentFinishes(VISITOR, agentId)
    kit.brevo.agentFinishes(VISITOR, agentId)
    expect(announced(kit, 'conversationTranscript')).toMatchObject([{ agents: [BOT, JULIA] }])
    await write('One more thing')
    kit.brevo.agentFinishes(VISITOR)
    expect(announced(kit, 'conversationTranscript')[1]?.messages).toHaveLength(3)
    expect(announced(kit, 'conversationStarted')).toHaveLength(1)
  })

  it('orders the messages of a conversation by strictly rising times', async () => {
    await write('One')
    await write('Two')
    kit.brevo.agentWrites(VISITOR, { agentId, text: 'Three' })
    expect(kit.brevo.messages(VISITOR).map(({ createdAt }) => createdAt)).toEqual([MOMENT, MOMENT + 1, MOMENT + 2])
  })

  it('lets nobody write to nobody, as nobody, or nothing', async () => {
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId, text: 'Hi' })).toThrow('Visitor not found')
    await write('Hello')
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId: 'nobody', text: 'Hi' })).toThrow('no such agent')
    expect(() => kit.brevo.agentWrites(VISITOR, { agentId, text: ' ' })).toThrow('a text or attaches a file')
  })
})
