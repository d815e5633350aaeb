import { BrevoError } from '@getbrevo/brevo'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { API_KEY, BOT, JULIA, startKit, type Kit } from './test-kit'

const VISITOR = 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg'
const HELLO = { visitorId: VISITOR, text: 'Hello', agentId: BOT.id, receivedFrom: 'Botpress' }

let kit: Kit
beforeEach(async () => {
  kit = await startKit({ groups: ['PjRBMhWGen6aRHjif'] })
})
afterEach(() => kit.close())

const failure = async (call: Promise<unknown>) => {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error
  )
  expect(thrown).toBeInstanceOf(BrevoError)
  const { statusCode, body } = thrown as BrevoError
  return { status: statusCode, ...(body as { code: string; message: string }) }
}

const raw = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(kit.brevo.url + path, { method, body, headers: { 'api-key': API_KEY, ...headers } })

describe("through Brevo's official client", () => {
  it('tells the account', async () => {
    const account = await kit.client.account.getAccount()
    expect(account.companyName).toBe('Example Company')
    expect(account.email).toContain('@')
    expect(account.plan).toHaveLength(1)
  })

  it('sends, reads and deletes a message', async () => {
    const { conversations } = kit.client
    const sent = await conversations.sendAMessageAsAnAgent({ ...HELLO, text: 'a < b\nc' })
    expect(sent).toMatchObject({
      id: expect.stringMatching(/^[A-Za-z0-9]{17}$/),
      type: 'agent',
      text: 'a < b\nc',
      html: 'a &lt; b<br>c',
      createdAt: expect.any(Number),
      agentId: BOT.id,
      agentName: 'Bot',
      visitorId: VISITOR,
      receivedFrom: 'Botpress',
    })
    const id = sent.id!
    expect(await conversations.getAMessage({ id })).toEqual(sent)
    const deleted = await conversations.deleteAMessageSentByAnAgent({ id }).withRawResponse()
    expect(deleted.rawResponse.status).toBe(204)
    expect(kit.brevo.messages(VISITOR)).toEqual([])
    expect(await failure(conversations.getAMessage({ id }))).toMatchObject({ status: 404, code: 'document_not_found' })
  })

  it('takes an agent by address, and makes up one it does not know', async () => {
    const agent = { agentEmail: 'liz@getwear.example', agentName: 'Liz', receivedFrom: 'Helpdesk' }
    const { conversations } = kit.client
    await conversations.setsAgentsStatusToOnlineFor23Minutes(agent)
    const one = await conversations.sendAMessageAsAnAgent({ visitorId: VISITOR, text: 'One', ...agent })
    const two = await conversations.sendAMessageAsAnAgent({ visitorId: VISITOR, text: 'Two', ...agent })
    expect(one).toMatchObject({ agentName: 'Liz', agentId: expect.stringMatching(/^[0-9a-f]{24}_[0-9a-f]{24}$/) })
    expect(two.agentId).toBe(one.agentId)
    const known = { ...agent, agentEmail: JULIA.email }
    const three = await conversations.sendAMessageAsAnAgent({ visitorId: VISITOR, text: 'Three', ...known })
    expect(three).toMatchObject({ agentId: JULIA.id, agentName: 'Julia' })
  })

  it('routes a visitor to a group and back', async () => {
    const { conversations } = kit.client
    const assign = (groupId: string | null, visitorId = VISITOR) =>
      conversations.setVisitorGroupAssignment({ groupId }, { additionalBodyParameters: { visitorId } })
    await conversations.sendAMessageAsAnAgent(HELLO)
    expect(await assign('PjRBMhWGen6aRHjif')).toEqual({ groupId: 'PjRBMhWGen6aRHjif', visitorId: VISITOR })
    expect(await failure(assign('nobody'))).toMatchObject({ status: 400, code: 'invalid_parameter' })
    expect(kit.brevo.conversations()[0]?.groupId).toBe('PjRBMhWGen6aRHjif')
    expect(await assign(null)).toEqual({ groupId: null, visitorId: VISITOR })
    expect(kit.brevo.conversations()[0]?.groupId).toBeNull()
  })
})

describe('what it refuses', () => {
  it.each([
    ['no visitor', { text: 'x', agentId: BOT.id }, 'missing_parameter'],
    ['no text', { visitorId: VISITOR, agentId: BOT.id }, 'missing_parameter'],
    ['no agent', { visitorId: VISITOR, text: 'x' }, 'missing_parameter'],
    ['half an agent', { visitorId: VISITOR, text: 'x', agentEmail: 'a@b.example' }, 'missing_parameter'],
    ['two agents', { ...HELLO, agentEmail: 'a@b.example', agentName: 'A' }, 'invalid_parameter'],
    ['a blank text', { ...HELLO, text: ' \n' }, 'invalid_parameter'],
    ['a text of the wrong type', { ...HELLO, text: 7 }, 'invalid_parameter'],
    ['an odd visitor id', { ...HELLO, visitorId: 'a/b' }, 'invalid_parameter'],
    ['a field it does not know', { ...HELLO, colour: 'red' }, 'invalid_parameter'],
    ['a null field', { ...HELLO, receivedFrom: null }, 'invalid_parameter'],
    ['no object', [], 'invalid_parameter'],
  ])('a message with %s', async (_, body, code) => {
    const answer = await raw('POST', '/conversations/messages', JSON.stringify(body))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ code, message: expect.any(String) })
    expect(kit.brevo.conversations()).toEqual([])
  })

  it('what is not JSON, or too large, or not there', async () => {
    expect((await raw('POST', '/conversations/messages', '{')).status).toBe(400)
    const large = JSON.stringify({ ...HELLO, text: 'x'.repeat(1_000_001) })
    expect((await raw('POST', '/conversations/messages', large)).status).toBe(413)
    const unsized = new Blob([large]).stream()
    const init = { method: 'POST', headers: { 'api-key': API_KEY }, body: unsized, duplex: 'half' as const }
    expect((await fetch(`${kit.brevo.url}/conversations/messages`, init)).status).toBe(413)
    expect((await raw('GET', '/conversations/nothing')).status).toBe(404)
    expect(kit.wire.calls().map(({ status }) => status)).toEqual([400, 413, 413, 404])
  })

  it("deleting a visitor's message", async () => {
    const visitorId = kit.brevo.visitorWrites('Hi')
    const id = kit.brevo.messages(visitorId)[0]!.id
    const { conversations } = kit.client
    const deleting = conversations.deleteAMessageSentByAnAgent({ id })
    expect(await failure(deleting)).toMatchObject({ status: 400, code: 'invalid_parameter' })
    expect((await conversations.getAMessage({ id })).type).toBe('visitor')
  })
})

it('writes every call on the wire, without the key', async () => {
  await kit.client.conversations.sendAMessageAsAnAgent(HELLO)
  const [call] = kit.wire.calls({ from: 'integration', to: 'brevo' })
  expect(call).toMatchObject({
    operation: 'POST /conversations/messages',
    status: 200,
    request: HELLO,
    response: { text: 'Hello', visitorId: VISITOR },
  })
  expect(JSON.stringify(kit.wire.calls())).not.toContain(API_KEY)
})
