import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askedIn, errorOf, openConversation, startKit, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

const claimOf = (id: string) => ({ type: 'conversation', id, name: 'sending' }) as const
const by = (token: string) => ({ by: token, done: [] })

describe('the expiry of a state', () => {
  it('begins anew with a read where the world has it so', async () => {
    const { client, botpress } = kit
    botpress.world.expiryCountsFrom = 'writeOrRead'
    const state = claimOf((await openConversation(kit)).conversationId)
    await client.setState({ ...state, payload: by('a'), expiry: 60_000 })
    botpress.advance(40_000)
    await client.getState(state)
    botpress.advance(40_000)
    const held = await client.getOrSetState({ ...state, payload: by('c'), expiry: 60_000 })
    expect(held.state.payload['by']).toBe('a')
    botpress.advance(61_000)
    expect(botpress.states()).toEqual([])
  })

  it.each([
    [true, undefined],
    [false, 'a'],
  ])('of 1 ms frees it (%s) at once', async (honoursTinyExpiry, holder) => {
    const { client, botpress } = kit
    botpress.world.honoursTinyExpiry = honoursTinyExpiry
    const state = claimOf((await openConversation(kit)).conversationId)
    await client.setState({ ...state, payload: by('a'), expiry: 1 })
    botpress.advance(30_000)
    expect(botpress.states()[0]?.payload['by']).toBe(holder)
    botpress.advance(31_000)
    expect(botpress.states()).toEqual([])
  })
})

describe('reads that lag', () => {
  it('do not know what was made a moment ago, nor what was changed', async () => {
    const { client, botpress } = kit
    botpress.world.readLagMs = 3_600_000
    const { conversationId: id, userId } = await openConversation(kit)
    const text = { conversationId: id, userId, type: 'text', payload: { text: 'x' }, tags: {} }
    const { message } = await client.createMessage(text)
    await client.setState({ ...claimOf(id), payload: by('a') })
    const waiting = async () => (await client.listMessages({ tags: { waiting: 'true' } })).messages.length
    const reads = [
      async () => client.getConversation({ id }),
      async () => client.getUser({ id: userId }),
      async () => client.getMessage({ id: message.id }),
      async () => client.getState(claimOf(id)),
    ]
    const ends = async () => Promise.all(reads.map(async (read) => errorOf(read())))
    expect(new Set(await ends())).toEqual(new Set(['404 ResourceNotFound']))
    expect((await client.listConversations({})).conversations).toEqual([])
    botpress.advance(3_600_000)
    await client.updateConversation({ id, tags: { userLabel: 'new' } })
    await client.updateMessage({ id: message.id, tags: { waiting: 'true' } })
    expect(new Set(await ends())).toEqual(new Set(['none']))
    expect((await client.getConversation({ id })).conversation.tags).toEqual({})
    expect(await waiting()).toBe(0)
    botpress.advance(3_600_000)
    expect((await client.getConversation({ id })).conversation.tags).toEqual({ userLabel: 'new' })
    expect(await waiting()).toBe(1)
  })

  it('are no matter to what writes', async () => {
    const { client, botpress } = kit
    botpress.world.readLagMs = 3_600_000
    const { conversationId: id, userId } = await openConversation(kit)
    const message = { conversationId: id, userId, type: 'text', payload: { text: 'x' }, tags: { id: '1' } }
    const made = await client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })
    expect(await client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })).toEqual(made)
    const updated = await client.updateConversation({ id, tags: { userLabel: 'new' } })
    expect(updated.conversation.tags).toEqual({ userLabel: 'new' })
    await client.getOrSetState({ ...claimOf(id), payload: by('a') })
    expect((await client.getOrSetState({ ...claimOf(id), payload: by('b') })).state.payload['by']).toBe('a')
  })
})

describe('message_created', () => {
  const messages = () => askedIn(kit, 'message_created text')
  const texts = () => messages().map(({ payload }) => payload?.text)
  const shownTags = () => messages().at(-1)?.conversation?.tags

  it('shows an old conversation where reads lag, and one without tags where it is stale', async () => {
    const { client, botpress } = kit
    const chat = kit.botpress.bot.openChat()
    await chat.escalate()
    botpress.world.readLagMs = 3_600_000
    botpress.advance(3_600_000)
    await client.updateConversation({ id: chat.session()!.conversationId, tags: { startKey: 'k' } })
    await chat.say('Hi')
    expect(shownTags()).toEqual({ userLabel: 'Ann' })
    botpress.advance(3_600_000)
    await chat.say('Hi')
    expect(shownTags()).toEqual({ userLabel: 'Ann', startKey: 'k' })
    botpress.world.staleSnapshot = true
    await chat.say('Hi')
    expect(shownTags()).toEqual({})
  })

  it.each([
    [{ secondDeliveryMs: 3_600_000 }, ['Hi'], ['Hi', 'Hi']],
    [{ deliveryLateMs: 3_600_000 }, [], ['Hi']],
  ])('may come twice or late: %o', async (world, atOnce, later) => {
    Object.assign(kit.botpress.world, world)
    const chat = kit.botpress.bot.openChat()
    await chat.escalate()
    await chat.say('Hi')
    await kit.botpress.settled()
    expect(texts()).toEqual(atOnce)
    kit.botpress.advance(3_600_000)
    await kit.botpress.settled()
    expect(texts()).toEqual(later)
  })
})

it('answers a call late where calls take long', async () => {
  kit.botpress.world.callMs = 100
  const started = performance.now()
  await kit.client.createUser({ tags: {} })
  expect(performance.now() - started).toBeGreaterThanOrEqual(95)
})
