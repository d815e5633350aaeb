import { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../shared/loopback-server'
import { errorOf, openConversation, startKit, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

describe('the runtime API', () => {
  it('refuses a wrong token, bot or path', async () => {
    const { botpress, client } = kit
    const { botId, integrationId } = botpress.identity
    const at = { apiUrl: botpress.apiUrl, botId, integrationId }
    expect(await errorOf(new Client({ ...at, token: 'wrong' }).listConversations({}))).toBe('401 Unauthorized')
    const other = new Client({ ...at, token: botpress.identity.token, botId: 'other' })
    expect(await errorOf(other.listConversations({}))).toBe('403 Forbidden')
    expect(await errorOf(client.getUser({ id: '../messages' }))).toBe('404 ResourceNotFound')
    expect(botpress.violations).toHaveLength(2)
  })

  it('refuses and notes what breaks the official definition or that of the integration', async () => {
    const { client, botpress } = kit
    const ids = await openConversation(kit)
    const message = { ...ids, type: 'text', payload: { text: 'x' }, tags: {} }
    const write = async (change: Partial<typeof message>) => client.createMessage({ ...message, ...change })
    const state = { type: 'conversation', id: ids.conversationId, name: 'sending' } as const
    const broken: [string, () => Promise<unknown>][] = [
      ['400 InvalidPayload', async () => write({ tags: { nobody: '1' } })],
      ['400 InvalidPayload', async () => write({ tags: { id: 'x'.repeat(501) } })],
      ['400 InvalidPayload', async () => write({ type: 'smell' })],
      ['400 InvalidDataFormat', async () => write({ payload: { text: '' } })],
      ['400 InvalidDataFormat', async () => client.createMessage({ ...message, payload: { text: 'x', extra: 1 } })],
      ['400 InvalidPayload', async () => write({ userId: 'short' })],
      ['400 InvalidPayload', async () => client.createEvent({ type: 'unheardOf', payload: {} })],
      [
        '400 InvalidDataFormat',
        async () => client.createEvent({ type: 'hitlStopped', payload: { conversationId: 1 } }),
      ],
      ['400 InvalidPayload', async () => client.createUser({ tags: {}, name: 'x'.repeat(201) })],
      ['400 InvalidPayload', async () => client.setState({ ...state, name: 'other', payload: {} })],
      ['400 InvalidDataFormat', async () => client.setState({ ...state, payload: { by: 1, done: [] } })],
      ['400 InvalidPayload', async () => client.setState({ ...state, type: 'user', payload: { by: 'a', done: [] } })],
      ['405 MethodNotFound', async () => client.listWorkflows({})],
    ]
    for (const [expected, call] of broken) {
      expect(await errorOf(call())).toBe(expected)
    }
    expect(botpress.violations).toHaveLength(broken.length)
  })

  it('gives a stranger, and notes it, where a get-or-create call discriminates by a tag without a value', async () => {
    const { client, botpress } = kit
    const { user: stranger } = await client.createUser({ tags: {} })
    const { user } = await client.getOrCreateUser({ tags: { contact: 'a@b.c' }, discriminateByTags: ['agentId'] })
    expect(user.id).toBe(stranger.id)
    expect(botpress.violations).toHaveLength(1)
  })

  it('lists page by page, without repeating or skipping when the list shrinks meanwhile', async () => {
    const { client } = kit
    for (let i = 0; i < 45; i++) {
      const tags = { userLabel: i % 2 ? 'odd' : 'even', startKey: String(i) }
      await client.createConversation({ channel: 'hitl', tags })
    }
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.listConversations({ tags: { userLabel: 'even' }, nextToken })
      seen.push(...page.conversations.map(({ tags }) => tags['startKey']!))
      nextToken = page.meta.nextToken
      await client.updateConversation({ id: page.conversations[0]!.id, tags: { userLabel: '' } })
    } while (nextToken)
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => String(44 - 2 * i)))
  })
})

it('answers with a fault as with an error of its own', async () => {
  kit.botpress.faults.add({ fault: { kind: 'status', status: 500 }, path: /^\/v1\/chat\/users$/, method: 'POST' })
  expect(await errorOf(kit.client.createUser({ tags: {} }))).toBe('500 Internal')
  expect(kit.botpress.violations).toEqual([])
})

describe('an integration', () => {
  it('that is dead is a 502, and status 0 on the wire', async () => {
    kit.botpress.dispatcher.urls = ['http://127.0.0.1:1/']
    expect((await fetch(kit.botpress.webhookUrl, { method: 'POST', body: '{}' })).status).toBe(502)
    expect(kit.wire.calls()[0]).toMatchObject({ operation: 'webhook_received', status: 0 })
    expect(await kit.botpress.register()).toEqual({ ok: false, message: 'The integration did not answer (502).' })
  })

  it('that does not answer is given up after a minute of the service', async () => {
    const silent = await listen(() => new Promise(() => {}))
    await kit.close()
    kit = await startKit({ speed: 1_000 })
    kit.botpress.dispatcher.urls = [silent.origin]
    expect((await kit.botpress.dispatcher.dispatch('ping', {})).status).toBe(502)
    await silent.close()
  })
})
