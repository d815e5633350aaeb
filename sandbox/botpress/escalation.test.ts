import { RuntimeError } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BOT_TEXTS } from './index'
import { dispatches, shown, stop } from './testing/bot'
import { setUp, standardActions, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

test('the bot greets, answers, and remembers no session', async () => {
  const chat = setup.botpress.bot.openChat()
  await chat.say('When do you open?')
  expect(chat.lines().map(({ from }) => from)).toEqual(['bot', 'user', 'bot'])
  expect(chat.session()).toBeUndefined()
  expect(dispatches(setup)).toEqual([])
})

describe('escalation', () => {
  test('says so first, then createUser once, then startHitl with the last page of history', async () => {
    const { bot } = setup.botpress
    const card = { title: 'Help', description: 'A bike', hitlSession: { groupId: 'g' } }
    const chat = bot.openChat({ name: 'Ann', email: 'ann@mail.example', card })
    for (let i = 0; i < 12; i++) {
      await chat.say(`hello ${i}`)
    }
    await chat.say('Human please')
    expect(dispatches(setup)).toEqual(['action_triggered createUser', 'action_triggered startHitl'])
    expect(setup.inputs[0]!.input).toEqual({ name: 'Ann', email: 'ann@mail.example' })
    const { input } = setup.inputs[1]!
    const history = input['messageHistory'] as { source: object; payload: { text: string } }[]
    expect(input).toMatchObject({ ...card, userId: chat.user.downstreamId })
    expect(history).toHaveLength(20)
    expect(history.at(-1)).toMatchObject({ source: { type: 'bot' }, payload: { text: BOT_TEXTS.escalated } })
    expect(history.at(-2)).toMatchObject({ source: { type: 'user', userId: chat.user.downstreamId } })
    expect(chat.session()).toMatchObject({ active: true })

    await stop(setup, chat)
    await chat.escalate()
    expect(setup.inputs.map(({ type }) => type)).toEqual(['createUser', 'startHitl', 'startHitl'])
    expect(setup.botpress.violations).toEqual([])
  })

  test('makes up name and e-mail of a user without', async () => {
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    const { botId } = setup.botpress.identity
    const email = `${chat.user.id}@no-reply.${botId}.botpress.com`
    expect(setup.inputs[0]!.input).toEqual({ name: 'Unknown User', email })
  })

  test('a failure is kept from the user, who stays with the bot', async () => {
    setup.override({
      startHitl: async () => {
        throw new RuntimeError('no agents on the moon')
      },
    })
    const chat = setup.botpress.bot.openChat()
    expect(await chat.escalate()).toEqual({ ok: false, message: 'no agents on the moon' })
    await chat.say('hi')
    expect(shown(chat.lines()).slice(1)).toEqual([
      `escalated: ${BOT_TEXTS.escalated}`,
      'user: hi',
      'bot: Hello! What can I do for you?',
    ])
    expect(chat.failures).toEqual(['no agents on the moon'])
    setup.override({})
    expect(await chat.escalate()).toMatchObject({ ok: true })
  })

  test('an id that does not exist fails, and is noted', async () => {
    setup.override({ startHitl: async () => ({ conversationId: 'conv_nowhere' }) })
    expect(await setup.botpress.bot.openChat().escalate()).toMatchObject({ ok: false })
    expect(setup.botpress.violations).toHaveLength(1)
  })

  test('asked for twice at once, it is one; on 502 the call is repeated once', async () => {
    const chat = setup.botpress.bot.openChat()
    await Promise.all([chat.escalate(), chat.escalate()])
    expect(setup.inputs).toHaveLength(2)
    setup.botpress.setIntegrationUrls(['http://127.0.0.1:1/'])
    expect(await setup.botpress.bot.openChat().escalate()).toMatchObject({ ok: false })
    expect(dispatches(setup).slice(2)).toEqual(['action_triggered createUser', 'action_triggered createUser'])
  })

  test('what is sent before the activation is swallowed', async () => {
    setup.override({
      startHitl: async (props) => {
        const { conversationId } = await standardActions.startHitl(props)
        const { user } = await props.client.createUser({ tags: {} })
        const author = { conversationId, userId: user.id, tags: {} }
        await props.client.createMessage({ ...author, type: 'text', payload: { text: 'too soon' } })
        await props.client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
        return { conversationId }
      },
    })
    const chat = setup.botpress.bot.openChat()
    await chat.escalate()
    await setup.botpress.settled()
    expect(shown(chat.lines())).not.toContain('agent: too soon')
    expect(chat.session()!.active).toBe(true)
    expect(setup.botpress.bot.drops.map(({ what }) => what)).toEqual(['message text', 'hitlStopped'])
  })
})
