import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { wordingFor } from '../src/wording/wording-for'
import { Flow, read, type Handover } from './support/flow'
import { OPERATIONS } from './support/one-delivery'
import { registered } from './support/registered'
import { until } from './support/until'

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
    flow.brevo.webhooks.mode.held = false
    flow.brevo.webhooks.release()
  })
  afterAll(() => flow.close())

  const FINISHED = `Website bot> ${wordingFor('English').alreadyFinished}`

  it('costs five calls whatever the length of the transcript', async () => {
    const { chat, visitorId } = await flow.handedOver()
    for (let turn = 0; turn < 30; turn += 1) {
      await chat.say(`question ${turn}`)
      await flow.agentSays(visitorId, `answer ${turn}`)
    }
    const calls = await flow.callsDuring(() => flow.agentFinishes(visitorId))
    expect(calls.brevo).toEqual([])
    expect(calls.botpress.slice(0, 2).sort()).toEqual(['listMessages', 'updateConversation'])
    expect(calls.botpress.slice(2)).toEqual(['getOrSetState', 'createEvent', 'setState'])
    expect(chat.session()?.active).toBe(false)
  })

  it('comes once, however often the transcript is delivered', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
    await chat.say('Hello')
    const body = transcript(visitorId)
    await Promise.all(Array.from({ length: 6 }, () => flow.deliver(body)))
    const again = await flow.callsDuring(() => flow.deliver(body))
    expect([...again.botpress].sort()).toEqual(['getOrSetState', 'listMessages', 'updateConversation'])
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
    expect(flow.inbox(visitorId)).not.toContain(FINISHED)
  })

  it('is no reason for a notice when the last fragment comes while the transcript is being taken', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
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
    await until('the end is recorded', () => flow.tags(conversationId).relayedUntil !== undefined)
    await flow.brevo.webhooks.redeliver(last!.id)
    await ending
    slow()
    await flow.sandbox.settled()
    expect(read(chat)).toContain('Julia: Bye!')
    expect(flow.inbox(visitorId)).not.toContain(FINISHED)
  })

  /** An agent finishes, and the invocation that hears of it dies before the bot does. */
  const dieWhileEnding = async ({ visitorId, conversationId }: Handover) => {
    const stopDying = flow.botpress.faults.add({ path: /\/events$/, method: 'POST', fault: { kind: 'hang' } })
    const dying = flow.deliver(transcript(visitorId))
    await flow.untilState('stopAnnounced', conversationId)
    await Promise.all(flow.sandbox.processes.map((each) => each.kill()))
    expect((await dying).status).toBe(502)
    stopDying()
    await flow.sandbox.setProcesses(3)
    await flow.sandbox.advance(61_000)
  }

  it.each<[string, (session: Handover) => Promise<unknown>]>([
    ["the user's next message", ({ chat }) => chat.say('Hello?')],
    ['the next event', ({ visitorId }) => flow.agentSays(visitorId, 'By the way')],
    ['the next transcript', ({ visitorId }) => flow.deliver(transcript(visitorId))],
    ['the scheduled register', () => flow.botpress.runScheduledRegister()],
  ])('is announced with %s when the invocation that recorded it died', async (_, next) => {
    await registered(flow.botpress)
    const session = await flow.handedOver()
    await dieWhileEnding(session)
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(0)
    await next(session)
    await flow.sandbox.settled()
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
    expect(session.chat.session()?.active).toBe(false)
  })

  it('is announced with the scheduled register also where nothing had happened for a week', async () => {
    await registered(flow.botpress)
    const session = await flow.handedOver()
    await flow.sandbox.advance(8 * 24 * 3_600_000)
    await flow.botpress.runScheduledRegister()
    await dieWhileEnding(session)
    await flow.botpress.runScheduledRegister()
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
  })

  it('is sat out inside the invocation when Botpress fails, and comes once', async () => {
    const { visitorId, conversationId } = await flow.handedOver()
    flow.botpress.faults.add({ path: /\/events$/, method: 'POST', times: 1, fault: { kind: 'status', status: 500 } })
    expect((await flow.deliver(transcript(visitorId))).status).toBe(200)
    expect((await flow.deliver(transcript(visitorId))).status).toBe(200)
    expect(flow.events('hitlStopped', conversationId)).toHaveLength(1)
  })

  it('lets a late farewell through', async () => {
    const { visitorId, chat } = await flow.handedOver()
    flow.botpress.bot.isFarewellLate = true
    await chat.say('/end')
    await flow.sandbox.settled()
    flow.botpress.bot.isFarewellLate = false
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

  it('is known to agents although stopHitl could not record it: the farewell does', async () => {
    const { chat, visitorId } = await flow.handedOver()
    flow.botpress.faults.add({ ...OPERATIONS.updateConversation, times: 1, fault: { kind: 'status', status: 400 } })
    await chat.say('/end')
    await flow.sandbox.settled()
    await flow.agentSays(visitorId, 'Are you there?')
    expect(flow.inbox(visitorId).at(-1)).toContain('Your last message was not delivered')
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
