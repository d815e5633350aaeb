import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BOT_TEXTS, type Chat } from './index'
import { agentSays, askedIn, shown, startKit, stop, type Kit } from './test-kit'

/** So much of the service's time passes in 1 ms of the real one, in ms. */
const SPEED = 20

/** For what comes at once, so that on a busy machine too it all comes before the first is dealt with. */
const SLOWER = 2

let kit: Kit
const begin = async (speed: number): Promise<void> => {
  const origin = Date.now()
  kit = await startKit({ speed, now: () => origin + (Date.now() - origin) * speed })
}
beforeEach(() => begin(SPEED))
afterEach(() => kit.close())

/** How much of the service's time passes while something happens, in ms. */
const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) * SPEED
}

const handedOver = async (): Promise<Chat> => {
  const chat = kit.botpress.bot.openChat()
  await chat.escalate()
  return chat
}

/** What was asked of the integration: the actions, and the messages it was given. */
const calls = () => kit.wire.calls({ to: 'integration' }).map(({ operation }) => operation)

describe('an escalation', () => {
  it('calls createUser once, then startHitl with the last page of the history', async () => {
    const card = { title: 'Help', description: 'A bike', hitlSession: { groupId: 'g' } }
    const chat = kit.botpress.bot.openChat({ name: 'Ann', email: 'ann@mail.example', card })
    for (let i = 0; i < 12; i++) {
      await chat.say(`hello ${i}`)
    }
    await chat.say('Human please')
    expect(calls()).toEqual(['action_triggered createUser', 'action_triggered startHitl'])
    const [{ input: user } = {}] = askedIn(kit, 'action_triggered createUser')
    const [{ input: start } = {}] = askedIn(kit, 'action_triggered startHitl')
    expect(user).toEqual({ name: 'Ann', email: 'ann@mail.example' })
    expect(start).toMatchObject({ ...card, userId: chat.user.downstreamId })
    const history = start?.['messageHistory'] as object[]
    expect(history).toHaveLength(20)
    expect(history.slice(-2)).toMatchObject([
      { source: { type: 'user', userId: chat.user.downstreamId } },
      { source: { type: 'bot' }, payload: { text: BOT_TEXTS.escalated } },
    ])
    await stop(kit, chat)
    await chat.escalate()
    expect(calls().slice(2)).toEqual(['action_triggered startHitl'])
    expect(kit.botpress.violations).toEqual([])
  })

  it('makes up name and e-mail of a user without; asked for twice at once it is one; a 502 is repeated once', async () => {
    const chat = kit.botpress.bot.openChat()
    await Promise.all([chat.escalate(), chat.escalate()])
    expect(calls()).toHaveLength(2)
    const email = `${chat.user.id}@no-reply.${kit.botpress.identity.botId}.botpress.com`
    expect(askedIn(kit, 'action_triggered createUser')[0]?.input).toEqual({ name: 'Unknown User', email })
    kit.botpress.dispatcher.urls = ['http://127.0.0.1:1/']
    expect(await kit.botpress.bot.openChat().escalate()).toMatchObject({ ok: false })
    expect(calls()).toHaveLength(4)
  })

  it('fails with an id that does not exist, which is noted', async () => {
    kit.answers['startHitl'] = () => ({ conversationId: 'conv_nowhere' })
    expect(await kit.botpress.bot.openChat().escalate()).toMatchObject({ ok: false })
    expect(kit.botpress.violations).toHaveLength(1)
  })

  it('takes a while, in which messages and events are dropped; an advance of the clock ends it', async () => {
    const { botpress, client } = kit
    botpress.world.activationMs = 3_000
    expect(await timeOf(handedOver)).toBeGreaterThanOrEqual(2_900)
    botpress.world.activationMs = 3_600_000
    const other = botpress.bot.openChat()
    const starting = other.escalate()
    await expect.poll(() => botpress.conversations().length).toBe(2)
    const conversationId = botpress.conversations()[1]!.id
    const { user } = await client.createUser({ tags: {} })
    const early = { conversationId, userId: user.id, type: 'text', payload: { text: 'early' }, tags: {} }
    await client.createMessage(early)
    await client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
    await expect.poll(() => botpress.events()[0]?.status).toBe('processed')
    botpress.advance(3_600_000)
    expect((await starting).ok).toBe(true)
    expect(other.session()).toMatchObject({ conversationId, active: true })
    expect(shown(other).join()).not.toContain('early')
  })
})

it('lets the flow hang when stopHitl throws at the end by the user', async () => {
  kit.answers['stopHitl'] = () => {
    throw new Error('no')
  }
  const chat = await handedOver()
  await chat.say(' /END ')
  await chat.say('hello?')
  expect(chat.hung).toBe(true)
  expect(shown(chat).slice(2)).toEqual(['user:  /END ', 'user: hello?'])
})

it('notes an event that names a conversation the plugin cannot load', async () => {
  await kit.client.createEvent({ type: 'hitlStopped', payload: { conversationId: 'brevo-1' } })
  await kit.botpress.settled()
  expect(kit.botpress.violations).toHaveLength(1)
})

describe('the plugin that handles each thing on its own', () => {
  const slowly = async (seed = 1): Promise<Chat> => {
    await kit.close()
    await begin(SLOWER)
    Object.assign(kit.botpress.world, { parallelPlugin: true, seed })
    return handedOver()
  }

  it('may say "joined" for each of several first messages', async () => {
    const chat = await slowly()
    await Promise.all(['one', 'two', 'three'].map(async (text) => agentSays(kit, chat, text)))
    const lines = shown(chat).slice(2)
    expect(lines.filter((line) => line.startsWith('agent'))).toHaveLength(3)
    expect(lines.filter((line) => line.startsWith('joined'))).toHaveLength(3)
    await agentSays(kit, chat, 'four')
    expect(shown(chat).slice(8)).toEqual(['agent: four'])
  })

  it('may show a message behind "closed" that came before it, and each seed has its own order', async () => {
    const orders = new Set<string>()
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const chat = await slowly(seed)
      const userId = await agentSays(kit, chat, 'Hi')
      const { conversationId } = chat.session()!
      await kit.client.createMessage({ conversationId, userId, type: 'text', payload: { text: 'Bye' }, tags: {} })
      await stop(kit, chat)
      orders.add(shown(chat).slice(4).join(' | '))
      expect(chat.session()?.active).toBe(false)
    }
    const closed = `closed: ${BOT_TEXTS.closed}`
    expect([...orders].sort()).toEqual([`agent: Bye | ${closed}`, `${closed} | agent: Bye`])
  })
})
