import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, Sandbox } from '../sandbox'
import { CallLog, SHOWN_CALLS } from './server/calls'

describe('the calls that the page lists', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await Sandbox.start()
  })
  afterAll(() => sandbox.close())

  it('puts each call down to the invocation that made it, however many run at once', async () => {
    const chats = Array.from({ length: 6 }, (_, index) => sandbox.botpress.bot.openChat({ name: `Customer ${index}` }))
    await Promise.all(chats.map((chat) => chat.say('human please')))
    await sandbox.settled()
    await sandbox.advance(5_000)
    sandbox.wire.clear()
    await Promise.all(chats.flatMap((chat) => [chat.say('One'), chat.say('Two')]))
    for (const { visitor } of sandbox.brevo.conversations()) {
      sandbox.brevo.agentWrites(visitor.id, { agentId: JULIA.id, text: 'Hello' })
    }
    await sandbox.settled()

    const calls = sandbox.wire.calls()
    const log = new CallLog()
    for (const call of calls) {
      log.add(call)
    }
    const views = new Map(log.shown.map((view) => [view.id, view]))
    const own = calls.filter(({ from }) => from === 'integration')
    expect(own.length).toBeGreaterThan(24)
    expect(own.filter(({ invocation }) => invocation === undefined)).toEqual([])
    const messages = calls.filter(({ operation }) => operation === 'message_created text')
    expect(messages).toHaveLength(12)
    // A user's message costs one call to each; its own line and nobody else's is in it.
    for (const { id, invocation, request } of messages) {
      const made = own.filter((call) => call.invocation === invocation)
      expect(views.get(id)?.caused).toEqual({ brevo: 1, botpress: made.length - 1 })
      const { conversation } = request as { conversation: { tags: { visitorId: string } } }
      const sent = made.find(({ to }) => to === 'brevo')
      expect(sent?.request).toMatchObject({ visitorId: conversation.tags.visitorId })
    }
    expect(log.totals.toBrevo).toMatchObject({ messages: 12, brevo: 12 })
    expect(log.totals.toCustomer.messages).toBe(6)
  })

  it('puts an invocation before what it called, and counts what was called after its end, too', () => {
    const log = new CallLog()
    const frame = { operation: 'x', status: 200, request: {}, response: {}, invocation: 'i' }
    log.add({ ...frame, id: 1, at: 2, durationMs: 1, from: 'integration', to: 'botpress' })
    log.add({ ...frame, id: 2, at: 1, durationMs: 3, from: 'botpress', to: 'integration' })
    log.add({ ...frame, id: 3, at: 5, durationMs: 1, from: 'integration', to: 'brevo' })
    expect(log.shown.map(({ id, caused }) => [id, caused])).toEqual([
      [2, { brevo: 1, botpress: 1 }],
      [1, undefined],
      [3, undefined],
    ])
  })

  it('keeps the newest only', () => {
    const log = new CallLog()
    const frame = { at: 1, operation: 'x', status: 200, durationMs: 1, request: {}, response: {} }
    for (let id = 1; id <= SHOWN_CALLS + 50; id += 1) {
      log.add({ ...frame, id, from: 'integration', to: 'botpress' })
    }
    expect(log.shown.map(({ id }) => id)).toEqual(Array.from({ length: SHOWN_CALLS }, (_, index) => index + 51))
  })
})
