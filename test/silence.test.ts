import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EVENT_NAMES } from '../sandbox/brevo/model'
import { Flow, type Handover } from './support/flow'
import { registered } from './support/registered'

const SECRET = 'a-secret-of-24-letters-0'
const HOUR_MS = 3_600_000

describe('a webhook that nothing comes through', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start()
    await registered(flow.botpress)
  })
  afterEach(() => EVENT_NAMES.forEach((name) => flow.brevo.webhooks.ticked.add(name)))
  afterAll(() => flow.close())

  const ownerErrors = () => flow.sandbox.ownerLog.lines().filter(({ level }) => level === 'error')
  const silence = () => EVENT_NAMES.forEach((name) => flow.brevo.webhooks.ticked.delete(name))

  it('is said to the owner and the bot, once in a session, a minute after its start', async () => {
    silence()
    const { chat, conversationId } = await flow.handedOver()
    await chat.say('Anybody there?')
    await flow.sandbox.settled()
    expect(flow.events('brevoSilent', conversationId)).toEqual([])
    await flow.sandbox.advance(60_000)
    await chat.say('Hello?')
    await flow.sandbox.settled()
    await chat.say('Hello??')
    await flow.sandbox.settled()
    expect(flow.events('brevoSilent', conversationId)).toEqual([{ hitlConversationId: conversationId }])
    expect(ownerErrors()).toHaveLength(1)
    expect(ownerErrors()[0]?.text).toContain(`not confirmed conversation ${conversationId}`)
    expect(ownerErrors()[0]?.text).toContain(`enter ${flow.botpress.webhookUrl} and tick Conversation started`)
    expect((await flow.callsDuring(() => chat.say('Hm.'))).botpress).toEqual(['updateMessage'])
  })

  it('is said by the scheduled register, too, as long as no session is heard', async () => {
    const before = ownerErrors().length
    await flow.botpress.runScheduledRegister()
    expect(
      ownerErrors()
        .slice(before)
        .map(({ text }) => text)
    ).toEqual([
      expect.stringMatching(/confirmed no conversation of the last hours\. .+Webhooks, enter http.+Check the set-up/),
    ])
    await flow.handedOver()
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(ownerErrors()).toHaveLength(before + 1)
  })

  it('is said by the scheduled register, however many older sessions are unsettled', async () => {
    silence()
    await flow.sandbox.advance(8 * 24 * HOUR_MS)
    await flow.botpress.runScheduledRegister()
    for (let older = 0; older < 25; older += 1) {
      const tags = { openedAt: '1', unsettled: 'true', heard: 'true' }
      await flow.callApi('POST', 'conversations', { channel: 'hitl', tags })
    }
    await flow.sandbox.advance(7 * HOUR_MS)
    await flow.handedOver()
    await flow.sandbox.advance(61_000)
    const before = ownerErrors().length
    await flow.botpress.runScheduledRegister()
    expect(ownerErrors()).toHaveLength(before + 1)
  })

  it.each([
    ['Brevo has confirmed the conversation', 'conversationStarted'],
    ['an agent has answered', 'conversationFragment'],
  ] as const)('is not claimed where %s, and a message costs what it always does', async (_, ticked) => {
    silence()
    flow.brevo.webhooks.ticked.add(ticked)
    const { chat, conversationId, visitorId } = await flow.handedOver()
    if (ticked === 'conversationFragment') {
      await flow.agentSays(visitorId, 'Hello')
    }
    await flow.sandbox.advance(61_000)
    const { brevo, botpress } = await flow.callsDuring(() => chat.say('Hello?'))
    expect({ brevo, botpress }).toEqual({ brevo: ['POST /conversations/messages'], botpress: ['updateMessage'] })
    expect(flow.events('brevoSilent', conversationId)).toEqual([])
  })

  it('does not keep a message from the agents when Botpress fails at the announcement', async () => {
    silence()
    const { chat, visitorId } = await flow.handedOver()
    await flow.sandbox.advance(61_000)
    flow.botpress.faults.add({ path: /states|events/, fault: { kind: 'status', status: 400 } })
    await chat.say('Hello?')
    await flow.sandbox.settled()
    flow.botpress.faults.clear()
    expect(flow.inbox(visitorId).at(-1)).toContain('Hello?')
    expect(flow.sandbox.output).toContain('could not be announced')
  })
})

describe('a conversation that the user has left, and an agent wrote in', () => {
  let flow: Flow
  beforeEach(async () => {
    flow = await Flow.start()
    await registered(flow.botpress)
  })
  afterEach(() => flow.close())

  const DAY_MS = 24 * HOUR_MS
  const hints = () =>
    flow.sandbox.ownerLog.lines().filter(({ text }) => text.includes('"Conversation transcript" is not'))

  const leftAndWrittenTo = async (name: string): Promise<Handover> => {
    const handover = await flow.handedOver({ name })
    await flow.agentSays(handover.visitorId, 'Hello')
    await handover.chat.say('/end')
    await flow.sandbox.settled()
    await flow.agentSays(handover.visitorId, 'Are you still there?')
    return handover
  }

  it('makes a hint, once, when its transcript does not come for a day', async () => {
    flow.brevo.webhooks.ticked.delete('conversationTranscript')
    const { conversationId, visitorId } = await leftAndWrittenTo('Ada')
    await flow.agentFinishes(visitorId)
    await flow.sandbox.advance(DAY_MS - HOUR_MS)
    await flow.botpress.runScheduledRegister()
    expect(hints()).toEqual([])
    await flow.sandbox.advance(2 * HOUR_MS)
    await flow.botpress.runScheduledRegister()
    expect(hints()).toHaveLength(1)
    expect(hints()[0]?.text).toContain(`conversation ${conversationId} after the user had left`)
    expect(flow.tags(conversationId).unsettled).not.toBe('true')
    await flow.botpress.runScheduledRegister()
    expect(hints()).toHaveLength(1)
  })

  it.each(['its own', "another session's"])('makes none where a transcript has come: %s', async (whose) => {
    const { visitorId } = await leftAndWrittenTo('Ada')
    const finished = whose === 'its own' ? visitorId : (await flow.handedOver({ name: 'Bob' })).visitorId
    await flow.agentFinishes(finished)
    await flow.sandbox.advance(DAY_MS + HOUR_MS)
    await flow.botpress.runScheduledRegister()
    expect(hints()).toEqual([])
  })
})

describe('what strangers can say to the owner', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ configuration: { webhookSecret: SECRET } })))
  afterAll(() => flow.close())

  const warnings = (pattern: RegExp) => flow.sandbox.ownerLog.lines().filter(({ text }) => pattern.test(text)).length
  const foreign = { eventName: 'conversationFragment', visitor: { id: `bpc${'A'.repeat(29)}` } }

  it.each([
    ['a request without the secret', '', /webhook secret is missing in it or wrong/],
    ['an event under a foreign seal', `?secret=${SECRET}`, /begun under another webhook secret/],
  ])('%s is said at most once an hour, at no call to Botpress', async (_, query, sentence) => {
    const calls = await flow.callsDuring(async () => {
      for (let time = 0; time < 20; time += 1) {
        await flow.deliver(foreign, { query })
      }
    })
    expect(calls).toEqual({ brevo: [], botpress: [] })
    expect(warnings(sentence)).toBe(1)
    await flow.sandbox.advance(HOUR_MS)
    await flow.deliver(foreign, { query })
    expect(warnings(sentence)).toBe(2)
  })
})
