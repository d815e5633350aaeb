import { afterEach, describe, expect, test } from 'vitest'
import { BOT_TEXTS } from './index'
import { agentSays, shown, stop } from './testing/bot'
import { setUp, type Setup } from './testing/integration'

/** So much of the services' time passes in 1 ms of the real one, in ms. */
const SPEED = 20

/** For what comes at once, so that on a busy machine too it all comes before the first is dealt with. */
const SLOWER = { speed: 2, now: Date.now }

let setup: Setup
afterEach(async () => setup.close())

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

describe('message_created', () => {
  test('shows an old conversation where reads lag', async () => {
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
