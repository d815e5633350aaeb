import { afterEach, describe, expect, test } from 'vitest'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
afterEach(async () => setup.close())

const leaseOf = (id: string) => ({ type: 'conversation', id, name: 'lease' }) as const

const begin = async (options: Parameters<typeof setUp>[0]) => {
  setup = await setUp(options)
  return setup
}

describe('the expiry of a state', () => {
  test.each([
    ['write', 'c'],
    ['writeOrRead', 'a'],
  ] as const)('counts from the last %s', async (expiryCountsFrom, holder) => {
    const { client, botpress } = await begin({ world: { expiryCountsFrom } })
    const { conversationId: id } = await openConversation(client)
    await client.setState({ ...leaseOf(id), payload: { by: 'a' }, expiry: 60_000 })
    botpress.advance(40_000)
    await client.getState(leaseOf(id))
    botpress.advance(40_000)
    const { state } = await client.getOrSetState({ ...leaseOf(id), payload: { by: 'c' }, expiry: 60_000 })
    expect(state.payload['by']).toBe(holder)
    botpress.advance(61_000)
    expect(botpress.states()).toEqual([])
  })

  test.each([
    [true, undefined],
    [false, 'a'],
  ])('of 1 ms frees it (%s) at once; payload null always does', async (honoursTinyExpiry, holder) => {
    const { client, botpress } = await begin({ world: { honoursTinyExpiry } })
    const { conversationId: id } = await openConversation(client)
    await client.setState({ ...leaseOf(id), payload: { by: 'a' }, expiry: 1 })
    botpress.advance(30_000)
    expect(botpress.states()[0]?.payload['by']).toBe(holder)
    botpress.advance(31_000)
    expect(botpress.states()).toEqual([])
    await client.setState({ ...leaseOf(id), payload: { by: 'b' } })
    await client.setState({ ...leaseOf(id), payload: null })
    expect(botpress.states()).toEqual([])
  })
})

describe('reads that lag', () => {
  test('do not know what was made a moment ago, nor what was changed', async () => {
    const { client, botpress } = await begin({ world: { readLagMs: 3_600_000 } })
    const { conversationId: id, userId } = await openConversation(client)
    const text = { conversationId: id, userId, type: 'text', payload: { text: 'x' }, tags: {} }
    const { message } = await client.createMessage(text)
    await client.setState({ ...leaseOf(id), payload: { by: 'a' } })
    const waiting = async () => (await client.listMessages({ tags: { waiting: 'true' } })).messages.length
    const reads = [
      async () => client.getConversation({ id }),
      async () => client.getUser({ id: userId }),
      async () => client.getMessage({ id: message.id }),
      async () => client.getState(leaseOf(id)),
    ]
    const ends = async () => Promise.all(reads.map(async (read) => errorOf(read())))
    expect(new Set(await ends())).toEqual(new Set(['404 ResourceNotFound']))
    expect((await client.listConversations({})).conversations).toEqual([])
    botpress.advance(3_600_000)
    await client.updateConversation({ id, tags: { ticket: 'new' } })
    await client.updateMessage({ id: message.id, tags: { waiting: 'true' } })
    expect(new Set(await ends())).toEqual(new Set(['none']))
    expect((await client.getConversation({ id })).conversation.tags).toEqual({})
    expect(await waiting()).toBe(0)
    botpress.advance(3_600_000)
    expect((await client.getConversation({ id })).conversation.tags).toEqual({ ticket: 'new' })
    expect(await waiting()).toBe(1)
  })

  test('are no matter to what writes', async () => {
    const { client } = await begin({ world: { readLagMs: 3_600_000 } })
    const { conversationId: id, userId } = await openConversation(client)
    const message = { conversationId: id, userId, type: 'text', payload: { text: 'x' }, tags: { id: '1' } }
    const made = await client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })
    expect(await client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })).toEqual(made)
    const updated = await client.updateConversation({ id, tags: { ticket: 'new' } })
    expect(updated.conversation.tags).toEqual({ ticket: 'new' })
    const state = leaseOf(id)
    await client.getOrSetState({ ...state, payload: { by: 'a' } })
    expect((await client.getOrSetState({ ...state, payload: { by: 'b' } })).state.payload['by']).toBe('a')
  })
})
