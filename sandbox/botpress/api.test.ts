import { Client } from '@botpress/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

test('a wrong token, bot or path is refused', async () => {
  const { botpress, client } = setup
  const { botId, integrationId } = botpress.identity
  const at = { apiUrl: botpress.apiUrl, botId, integrationId }
  expect(await errorOf(new Client({ ...at, token: 'wrong' }).listConversations({}))).toBe('401 Unauthorized')
  const other = new Client({ ...at, token: botpress.token, botId: 'other' })
  expect(await errorOf(other.listConversations({}))).toBe('403 Forbidden')
  expect(await errorOf(client.getUser({ id: '../messages' }))).toBe('404 ResourceNotFound')
  expect(botpress.violations).toHaveLength(2)
})

test('every call is on the wire under its official name', async () => {
  const { client, wire, botpress } = setup
  await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
  await client.listConversations({})
  expect(wire.calls().map(({ operation }) => operation)).toEqual(['configureIntegration', 'listConversations'])
  expect(wire.calls()[0]).toMatchObject({ from: 'integration', to: 'botpress', status: 200 })
  expect(botpress.schedule).toBe('hourly')
})

test('faults: status before and after the work, delay, reset, hang', async () => {
  const { client, botpress, wire } = setup
  const { faults, identity, apiUrl } = botpress
  const users = () => botpress.users().filter(({ id }) => id !== identity.botUserId)
  faults.add({ fault: { kind: 'status', status: 500 }, path: /^\/v1\/chat\/users$/, method: 'POST', times: 1 })
  expect(await errorOf(client.createUser({ tags: {} }))).toBe('500 Internal')
  faults.add({ fault: { kind: 'status', status: 503, afterWork: true }, times: 1 })
  expect(await errorOf(client.createUser({ tags: {} }))).toMatch(/^50\d Unknown/)
  expect(users()).toHaveLength(1)
  faults.add({ fault: { kind: 'delay', ms: 20 }, times: 1 })
  await client.listConversations({})
  expect(wire.calls().at(-1)!.durationMs).toBeGreaterThanOrEqual(19)
  faults.add({ fault: { kind: 'reset', afterWork: true }, times: 1 })
  expect(await errorOf(client.createUser({ tags: {} }))).not.toBe('none')
  expect(users()).toHaveLength(2)
  faults.add({ fault: { kind: 'hang' }, times: 1 })
  const hasty = new Client({ apiUrl, timeout: 50, ...identity })
  expect(await errorOf(hasty.listConversations({}))).not.toBe('none')
  expect(wire.calls().at(-1)).toMatchObject({ status: 0, operation: 'listConversations' })
  expect(botpress.violations).toEqual([])
  await botpress.settled()
})

test('what breaks a definition is refused and noted', async () => {
  const { client, botpress } = setup
  const ids = await openConversation(client)
  const message = { ...ids, type: 'text', payload: { text: 'x' }, tags: {} }
  const write = async (change: Partial<typeof message>) => client.createMessage({ ...message, ...change })
  const state = { type: 'conversation', id: ids.conversationId, name: 'lease' } as const
  const broken: [string, () => Promise<unknown>][] = [
    ['400 InvalidPayload', async () => write({ tags: { nobody: '1' } })],
    ['400 InvalidPayload', async () => write({ tags: { id: 'x'.repeat(501) } })],
    ['400 InvalidPayload', async () => write({ type: 'smell' })],
    ['400 InvalidDataFormat', async () => write({ payload: { text: '' } })],
    ['400 InvalidDataFormat', async () => client.createMessage({ ...message, payload: { text: 'x', extra: 1 } })],
    ['400 InvalidPayload', async () => write({ userId: 'short' })],
    ['400 ReferenceNotFound', async () => write({ userId: 'user_01234567890123456789012345' })],
    ['413 PayloadTooLarge', async () => write({ payload: { text: 'x'.repeat(129 * 1024) } })],
    ['413 PayloadTooLarge', async () => write({ payload: { text: 'x'.repeat(1025 * 1024) } })],
    ['400 InvalidPayload', async () => client.createEvent({ type: 'unheardOf', payload: {} })],
    ['400 InvalidDataFormat', async () => client.createEvent({ type: 'ticketOpened', payload: { ticket: 1 } })],
    ['400 InvalidPayload', async () => client.createUser({ tags: {}, name: 'x'.repeat(201) })],
    ['400 InvalidPayload', async () => client.setState({ ...state, name: 'other', payload: {} })],
    ['400 InvalidDataFormat', async () => client.setState({ ...state, payload: { by: 1 } })],
    ['400 InvalidPayload', async () => client.setState({ ...state, type: 'user', payload: { by: 'a' } })],
    ['405 MethodNotFound', async () => client.listWorkflows({})],
  ]
  for (const [expected, call] of broken) {
    expect(await errorOf(call())).toBe(expected)
  }
  expect(botpress.violations).toHaveLength(broken.length)
})

test('ids have the official length or another shape, tags merge, an empty value unsets, nobody is left over', async () => {
  const { client, botpress } = setup
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: { ticket: 'a', startKey: 'k' } })
  expect(conversation.id).toMatch(/^conv_[0-9A-Z]{26}$/)
  const updated = await client.updateConversation({ id: conversation.id, tags: { ticket: '', startKey: 'l' } })
  expect(updated.conversation.tags).toEqual({ startKey: 'l' })
  await client.deleteConversation({ id: conversation.id })
  expect(await errorOf(client.getConversation({ id: conversation.id }))).toBe('404 ResourceNotFound')
  expect(botpress.violations).toEqual([])
  await setup.close()
  setup = await setUp({ conversationIdStyle: 'other' })
  expect((await openConversation(setup.client)).conversationId).toHaveLength(36)
})

test('getOrCreate finds by the tags it is told to and does not update; without a value, strangers, and is noted', async () => {
  const { client, botpress } = setup
  const first = await client.getOrCreateUser({ tags: { email: 'a@b.c' }, name: 'A', discriminateByTags: ['email'] })
  const both = { email: 'a@b.c', agentId: '1' }
  expect(await client.getOrCreateUser({ tags: both, name: 'B', discriminateByTags: ['email'] })).toEqual(first)
  const other = await client.getOrCreateUser({ tags: both })
  expect(other.user.id).not.toBe(first.user.id)
  expect(botpress.violations).toEqual([])
  const { user: stranger } = await client.createUser({ tags: {} })
  const { user } = await client.getOrCreateUser({ tags: { email: 'c@d.e' }, discriminateByTags: ['agentId'] })
  expect([first.user.id, stranger.id]).toContain(user.id)
  expect(botpress.violations).toHaveLength(1)
})

test('lists by tag and by date, page by page, without repeating or skipping when the list shrinks meanwhile', async () => {
  const { client, botpress } = setup
  for (let i = 0; i < 45; i++) {
    const tags = { ticket: i % 2 ? 'odd' : 'even', startKey: String(i) }
    await client.createConversation({ channel: 'hitl', tags })
  }
  const seen: string[] = []
  let nextToken: string | undefined
  do {
    const page = await client.listConversations({ tags: { ticket: 'even' }, nextToken })
    seen.push(...page.conversations.map(({ tags }) => tags['startKey']!))
    nextToken = page.meta.nextToken
    await client.updateConversation({ id: page.conversations[0]!.id, tags: { ticket: '' } })
  } while (nextToken)
  expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => String(44 - 2 * i)))
  botpress.advance(60_000)
  const { conversation: young } = await client.createConversation({ channel: 'hitl', tags: {} })
  const listed = await client.listConversations({ afterDate: young.createdAt })
  expect(listed.conversations.map(({ id }) => id)).toEqual([young.id])
})

test('a user is updated; null removes a picture; the bot can be looked up', async () => {
  const { client, botpress } = setup
  expect((await client.getUser({ id: botpress.identity.botUserId })).user.name).toBe('Bot')
  const { user } = await client.createUser({ tags: {}, name: 'Ann', pictureUrl: 'https://x.example/a.png' })
  const updated = await client.updateUser({ id: user.id, pictureUrl: null })
  expect(updated.user).toMatchObject({ name: 'Ann' })
  expect(updated.user.pictureUrl).toBeUndefined()
})

test('events are stored, and processed by the bot', async () => {
  const { client, botpress } = setup
  await client.createEvent({ type: 'ticketOpened', payload: { ticket: '1' } })
  await botpress.settled()
  expect(botpress.events()).toMatchObject([{ type: 'ticketOpened', status: 'processed' }])
})

test('a state of the integration', async () => {
  const { client, botpress } = setup
  const key = { type: 'integration', id: botpress.identity.integrationId, name: 'books' } as const
  await client.setState({ ...key, payload: { count: 1 } })
  expect((await client.getState(key)).state).toMatchObject({ type: 'integration', payload: { count: 1 } })
})
