import { afterEach, describe, expect, test } from 'vitest'
import { BOT_TEXTS } from './index'
import { agentSays, shown, stop } from './testing/bot'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

/** So much of the services' time passes in 1 ms of the real one, in ms. */
const SPEED = 20

/** For what comes at once, so that on a busy machine too it all comes before the first is dealt with. */
const SLOWER = { speed: 2, now: Date.now }

let setup: Setup
afterEach(async () => setup.close())

const leaseOf = (id: string) => ({ type: 'conversation', id, name: 'lease' }) as const

/** How much of the services' time passes while something happens, in ms. */
const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) * SPEED
}

const begin = async (world: Parameters<typeof setUp>[0] = {}) => {
  const origin = Date.now()
  setup = await setUp({ speed: SPEED, now: () => origin + (Date.now() - origin) * SPEED, ...world })
  return setup
}

describe('the activation of a session', () => {
  test('takes a while, in which messages and events are dropped; an advance of the clock ends it', async () => {
    const { botpress, client } = await begin({ world: { activationMs: 3_000 } })
    const chat = botpress.bot.openChat()
    expect(await timeOf(() => chat.escalate())).toBeGreaterThanOrEqual(2_900)
    const other = botpress.bot.openChat()
    botpress.world.activationMs = 3_600_000
    const starting = other.escalate()
    await expect.poll(() => botpress.conversations().length).toBe(2)
    const conversationId = botpress.conversations()[1]!.id
    const { user } = await client.createUser({ tags: {} })
    const early = { conversationId, userId: user.id, type: 'text', payload: { text: 'early' }, tags: {} }
    await client.createMessage(early)
    await client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
    await expect.poll(() => botpress.bot.drops.length).toBe(2)
    botpress.advance(3_600_000)
    expect((await starting).ok).toBe(true)
    expect(other.session()).toMatchObject({ conversationId, active: true })
    expect(shown(other.lines()).join()).not.toContain('early')
  })
})

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

describe('the plugin that handles each thing on its own', () => {
  test('may say "joined" for each of several first messages', async () => {
    const { botpress } = await begin({ ...SLOWER, world: { parallelPlugin: true } })
    const chat = botpress.bot.openChat()
    await chat.escalate()
    await Promise.all(['one', 'two', 'three'].map(async (text) => agentSays(setup, chat, text)))
    const lines = shown(chat.lines()).slice(2)
    expect(lines.filter((line) => line.startsWith('agent'))).toHaveLength(3)
    expect(lines.filter((line) => line.startsWith('joined'))).toHaveLength(3)
    await agentSays(setup, chat, 'four')
    expect(shown(chat.lines()).slice(8)).toEqual(['agent: four'])
  })

  test('may show a message behind "closed" that came before it, and each seed has its own order', async () => {
    const orders = new Set<string>()
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { botpress, client } = await begin({ ...SLOWER, world: { parallelPlugin: true, seed } })
      const chat = botpress.bot.openChat()
      await chat.escalate()
      const userId = await agentSays(setup, chat, 'Hi')
      const { conversationId } = chat.session()!
      await client.createMessage({ conversationId, userId, type: 'text', payload: { text: 'Bye' }, tags: {} })
      await stop(setup, chat)
      orders.add(shown(chat.lines()).slice(4).join(' | '))
      expect(chat.session()?.active).toBe(false)
      await setup.close()
    }
    const closed = `closed: ${BOT_TEXTS.closed}`
    expect([...orders].sort()).toEqual([`agent: Bye | ${closed}`, `${closed} | agent: Bye`])
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

  test('give message_created an old conversation', async () => {
    const { client, botpress, deliveries } = await begin()
    const chat = botpress.bot.openChat()
    await chat.escalate()
    const { conversationId: id } = chat.session()!
    botpress.world.readLagMs = 3_600_000
    botpress.advance(3_600_000)
    await client.updateConversation({ id, tags: { startKey: 'k' } })
    await chat.say('Hi')
    expect(deliveries.at(-1)?.conversationTags).toEqual({ ticket: 't1' })
    botpress.advance(3_600_000)
    await chat.say('Hi')
    expect(deliveries.at(-1)?.conversationTags).toEqual({ ticket: 't1', startKey: 'k' })
  })
})

describe('message_created', () => {
  const said = async (world: object) => {
    await begin({ world })
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    await chat.say('Hi')
    return chat.session()!.conversationId
  }
  const texts = () => setup.deliveries.map(({ text }) => text)

  test('may show the conversation as at its creation, without tags', async () => {
    await said({ staleSnapshot: true })
    expect(setup.deliveries).toMatchObject([{ text: 'Hi', conversationTags: {} }])
  })

  test('may come twice, after a while', async () => {
    await said({ secondDeliveryMs: 3_600_000 })
    expect(texts()).toEqual(['Hi'])
    setup.botpress.advance(3_600_000)
    await setup.botpress.settled()
    expect(texts()).toEqual(['Hi', 'Hi'])
  })

  test('may come late', async () => {
    await said({ deliveryLateMs: 3_600_000 })
    await setup.botpress.settled()
    expect(texts()).toEqual([])
    setup.botpress.advance(3_600_000)
    await setup.botpress.settled()
    expect(texts()).toEqual(['Hi'])
  })
})

test('a call may take long', async () => {
  const { client } = await begin({ world: { callMs: 2_000 } })
  expect(await timeOf(() => client.createUser({ tags: {} }))).toBeGreaterThanOrEqual(1_900)
})

test.each(['20', '600'])('a 429 can ask to wait for %s s', async (retryAfter) => {
  const { botpress } = await begin()
  const headers = { 'retry-after': retryAfter }
  botpress.faults.add({ fault: { kind: 'status', status: 429, headers } })
  const answer = await fetch(`${botpress.apiUrl}/v1/chat/users`)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, retryAfter])
  expect(await answer.json()).toMatchObject({ code: 429, type: 'RateLimited' })
})
