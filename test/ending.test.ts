import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { Flow, read } from './support/flow'

const transcript = (visitorId: string, messages: object[] = []) => ({
  eventName: 'conversationTranscript',
  conversationId: 'c',
  visitor: { id: visitorId },
  messages,
  agents: [],
  missedMessagesCount: 0,
})

describe('the end of a session', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ processes: 3, hourlyLimit: 1_000 })))
  afterEach(() => {
    flow.botpress.faults.clear()
    Object.assign(flow.brevo.webhooks.mode, { held: false, duplicate: false })
    flow.brevo.webhooks.release()
  })
  afterAll(() => flow.close())

  const NOTICE =
    'Website bot> This conversation with the bot is over: the user no longer reads here and has not received your last message.'
  /** Leaves a session as an invocation of startHitl does that dies before its last call. */
  const forgetOpening = async (conversationId: string) => {
    await flow.callApi('PUT', `conversations/${conversationId}`, { tags: { openedAt: '' } })
  }

  it('costs three calls whatever the length of the transcript', async () => {
    const { chat, visitorId } = await flow.handedOver()
    for (let turn = 0; turn < 30; turn += 1) {
      await chat.say(`question ${turn}`)
      await flow.agentSays(visitorId, `answer ${turn}`)
    }
    const calls = await flow.callsDuring(() => flow.agentFinishes(visitorId))
    expect(calls).toEqual({ brevo: [], botpress: ['listMessages', 'getOrSetState', 'createEvent'] })
    expect(chat.session()?.active).toBe(false)
  })

  it('comes once, however often the transcript is delivered', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
    await chat.say('Hello')
    const body = transcript(visitorId)
    await Promise.all(Array.from({ length: 6 }, () => flow.deliver(body)))
    const again = await flow.callsDuring(() => flow.deliver(body))
    expect(again.botpress.length).toBeLessThanOrEqual(3)
    expect((await flow.deliver(body)).status).toBe(200)
    expect(flow.events('hitlStopped', conversationId)).toHaveLength(1)
    expect(read(chat).filter((line) => line.includes('closed the conversation'))).toHaveLength(1)
  })

  it('waits for what the user has not been told yet, when the transcript overtakes the last fragment', async () => {
    const { chat, visitorId } = await flow.handedOver()
    flow.brevo.webhooks.mode.held = true
    flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'Solved. Bye!' })
    flow.brevo.agentFinishes(visitorId, JULIA.id)
    const [last, finished] = flow.brevo.webhooks.pending()
    expect([last?.event.eventName, finished?.event.eventName]).toEqual([
      'conversationFragment',
      'conversationTranscript',
    ])
    await flow.brevo.webhooks.redeliver(finished!.id)
    flow.brevo.webhooks.mode.held = false
    flow.brevo.webhooks.release()
    await flow.sandbox.settled()
    expect(read(chat).slice(-3)).toEqual([
      'notice: A human agent has joined the conversation.',
      'Julia: Solved. Bye!',
      'notice: The human agent closed the conversation. I will continue assisting you.',
    ])
    expect(flow.inbox(visitorId)).not.toContain(NOTICE)
  })

  it('is no reason for a notice when the last fragment comes while the transcript is being taken', async () => {
    const { chat, visitorId } = await flow.handedOver()
    flow.brevo.webhooks.mode.held = true
    flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'Bye!' })
    flow.brevo.agentFinishes(visitorId, JULIA.id)
    const [last, finished] = flow.brevo.webhooks.pending()
    const slow = flow.botpress.faults.add({
      path: /messages$/,
      method: 'GET',
      times: 1,
      fault: { kind: 'delay', ms: 300 },
    })
    const ending = flow.brevo.webhooks.redeliver(finished!.id)
    await flow.untilState('ending', chat.session()?.conversationId)
    await flow.brevo.webhooks.redeliver(last!.id)
    await ending
    slow()
    await flow.sandbox.settled()
    expect(read(chat)).toContain('Julia: Bye!')
    expect(flow.inbox(visitorId)).not.toContain(NOTICE)
  })

  it('is told to an agent who answers where a start died half-way', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
    await flow.deliver({ eventName: 'conversationFragment', visitor: { id: visitorId }, messages: [] })
    await forgetOpening(conversationId)
    const body = {
      eventName: 'conversationFragment',
      visitor: { id: visitorId },
      messages: [{ id: 'd1', type: 'agent', text: 'Hi', agentId: JULIA.id }],
    }
    await flow.sandbox.advance(61_000)
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(flow.inbox(visitorId)).toContain(NOTICE)
    expect(read(chat)).not.toContain('Julia: Hi')
  })

  it('is finished by the next delivery when the one that began it died', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
    flow.botpress.faults.add({ path: /\/events$/, method: 'POST', times: 1, fault: { kind: 'hang' } })
    const dying = flow.deliver(transcript(visitorId))
    await flow.untilState('ending', conversationId)
    await Promise.all(flow.sandbox.processes.map((each) => each.kill()))
    expect((await dying).status).toBe(502)
    flow.botpress.faults.clear()
    await flow.sandbox.setProcesses(3)
    expect((await flow.deliver(transcript(visitorId))).status).toBe(503)
    await flow.sandbox.advance(61_000)
    expect((await flow.deliver(transcript(visitorId))).status).toBe(200)
    await flow.sandbox.settled()
    expect(flow.events('hitlStopped', conversationId)).toHaveLength(1)
    expect(chat.session()?.active).toBe(false)
  })

  it('is tried again when Botpress fails, and then comes once', async () => {
    const { visitorId, conversationId } = await flow.handedOver()
    flow.botpress.faults.add({ path: /\/events$/, method: 'POST', times: 1, fault: { kind: 'status', status: 500 } })
    expect((await flow.deliver(transcript(visitorId))).status).toBe(503)
    expect((await flow.deliver(transcript(visitorId))).status).toBe(200)
    expect(flow.events('hitlStopped', conversationId)).toHaveLength(1)
  })

  it('gives an agent who writes afterwards one notice, not two, and none for echoes', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await flow.agentSays(visitorId, 'Hello')
    await chat.say('/end')
    await flow.sandbox.settled()
    flow.brevo.webhooks.mode.duplicate = true
    await flow.agentSays(visitorId, 'Are you still there?')
    await flow.agentSays(visitorId, 'Hello?')
    flow.brevo.webhooks.mode.duplicate = false
    expect(flow.inbox(visitorId).filter((line) => line === NOTICE)).toHaveLength(1)
    expect(read(chat)).not.toContain('Julia: Hello?')
  })

  it('is no reason for a notice when an old message is delivered again', async () => {
    const { visitorId, chat } = await flow.handedOver()
    await flow.agentSays(visitorId, 'Hello')
    const { id } = flow.brevo.webhooks.deliveries().at(-1)!
    await chat.say('/end')
    await flow.sandbox.settled()
    await flow.brevo.webhooks.redeliver(id)
    await flow.sandbox.settled()
    expect(flow.inbox(visitorId)).not.toContain(NOTICE)
  })

  it('uses the words that the owner chose for the notice', async () => {
    await flow.configured({ sessionOverNotice: 'Zu spät.' }, async () => {
      const { visitorId } = await flow.handedOver()
      await flow.agentFinishes(visitorId)
      await flow.agentSays(visitorId, 'One more thing')
      expect(flow.inbox(visitorId).at(-1)).toBe('Website bot> Zu spät.')
    })
  })

  it('lets a late farewell through', async () => {
    const { visitorId, chat } = await flow.handedOver()
    flow.botpress.bot.farewellOrder = 'after'
    await chat.say('/end')
    await flow.sandbox.settled()
    flow.botpress.bot.farewellOrder = 'together'
    expect(flow.inbox(visitorId).at(-1)).toBe('Website bot> ( The user has ended the session. )')
  })

  it('never makes stopHitl fail', async () => {
    const { chat } = await flow.handedOver()
    flow.botpress.faults.add({ path: /states/, fault: { kind: 'status', status: 500 } })
    await chat.say('/end')
    flow.botpress.faults.clear()
    expect(chat.hung).toBe(false)
    expect(read(chat).at(-1)).toContain('You have ended the session')
  })

  it('does not touch another session of the same user', async () => {
    const one = await flow.handedOver({ name: 'Grace', email: 'grace@example.com' })
    await flow.sandbox.advance(31_000)
    const other = await flow.handedOver({ name: 'Grace', email: 'grace@example.com' })
    expect(other.visitorId).not.toBe(one.visitorId)
    await flow.agentFinishes(one.visitorId)
    await flow.agentSays(other.visitorId, 'Still here')
    expect(one.chat.session()?.active).toBe(false)
    expect(read(other.chat)).toContain('Julia: Still here')
  })
})
