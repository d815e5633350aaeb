import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BOT_TEXTS } from './index'
import { agentSays, dispatches, shown, stop } from './testing/bot'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

describe('a session', () => {
  test("shows agents' messages under their names; the first is announced once, hitlAssigned always", async () => {
    const { bot } = setup.botpress
    const chat = bot.openChat()
    let changes = 0
    bot.watchers.add(() => (changes += 1))
    await chat.escalate()
    const julia = await agentSays(setup, chat, 'Hello')
    await agentSays(setup, chat, 'How can I help?')
    const marc = await agentSays(setup, chat, 'Me too', 'Marc')
    expect(chat.session()!.assignedUserId).toBe(julia)
    const { conversationId } = chat.session()!
    await setup.client.createEvent({ type: 'hitlAssigned', payload: { conversationId, userId: marc } })
    await setup.botpress.settled()
    expect(chat.session()!.assignedUserId).toBe(marc)
    expect(shown(chat.lines()).slice(2)).toEqual([
      `joined: ${BOT_TEXTS.joined}`,
      'agent: Hello',
      'agent: How can I help?',
      'agent: Me too',
      `joined: ${BOT_TEXTS.joined}`,
    ])
    expect(chat.lines().at(-2)).toMatchObject({ name: 'Marc' })
    expect(changes).toBeGreaterThan(6)
    expect(setup.botpress.violations).toEqual([])
  })

  test('ends once when the agent closes it; what comes after is dropped', async () => {
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    await stop(setup, chat)
    await stop(setup, chat)
    await agentSays(setup, chat, 'one more thing')
    await chat.say('hi')
    expect(shown(chat.lines()).slice(2)).toEqual([
      `closed: ${BOT_TEXTS.closed}`,
      'user: hi',
      'bot: Hello! What can I do for you?',
    ])
    expect(setup.botpress.bot.drops.map(({ what }) => what)).toEqual(['hitlStopped', 'message text'])
    expect(setup.deliveries).toEqual([])
  })

  test('ends by /end: farewell without a user, then stopHitl', async () => {
    setup.botpress.bot.farewellOrder = 'before'
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    const { conversationId } = chat.session()!
    await chat.say(' /END ')
    expect(setup.deliveries).toMatchObject([{ text: BOT_TEXTS.farewell, userId: undefined }])
    expect(setup.inputs.at(-1)).toEqual({ type: 'stopHitl', input: { conversationId } })
    expect(shown(chat.lines()).at(-1)).toBe(`ended: ${BOT_TEXTS.ended}`)
    await chat.escalate()
    expect(chat.session()!.conversationId).not.toBe(conversationId)
  })

  test('the farewell may come after stopHitl', async () => {
    setup.botpress.bot.farewellOrder = 'after'
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    await chat.say('/end')
    expect(dispatches(setup).slice(2)).toEqual(['action_triggered stopHitl', 'message_created text'])
  })

  test('the flow hangs when stopHitl throws', async () => {
    setup.override({
      stopHitl: async () => {
        throw new Error('no')
      },
    })
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    await chat.say('/end')
    await chat.say('hello?')
    expect(chat.hung).toBe(true)
    expect(shown(chat.lines()).slice(2)).toEqual(['user: /end', 'user: hello?'])
  })
})

test('an event that names a conversation the plugin cannot load is noted', async () => {
  await setup.client.createEvent({ type: 'careless', payload: { conversationId: 'brevo-1' } })
  await setup.botpress.settled()
  expect(setup.botpress.violations).toHaveLength(1)
})
