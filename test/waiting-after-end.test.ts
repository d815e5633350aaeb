import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { read, type Flow, type Handover } from './support/flow'
import { endFaults, limited, MESSAGES, startSwept, userLines } from './support/waiting'

/* What waits, or is refused, when the session is over. */

describe('what waits when the session is over', () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => (flow = await startSwept()))
  afterEach(() => endFaults(flow))
  afterAll(() => flow.close())

  it('is looked for once more after the end, and then no more', async () => {
    session = await flow.handedOver()
    await session.chat.say('Hello')
    await flow.agentFinishes(session.visitorId)
    await flow.sandbox.advance(61_000)
    const looks = async () => {
      const { wire } = flow.sandbox
      const before = wire.count
      await flow.botpress.runScheduledRegister()
      const calls = wire.calls({ from: 'integration' }).filter(({ id }) => id > before)
      return calls.filter(({ request }) => JSON.stringify(request)?.includes(session.conversationId)).length
    }
    // The end was announced, nothing among the marked, nothing among the newest, settled.
    expect(await looks()).toBe(4)
    expect(await looks()).toBe(0)
    const { brevo } = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(brevo).toEqual(['GET /account'])
    expect(flow.tags(session.conversationId).unsettled).toBeUndefined()
  })

  it('goes out after the end, too', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    await session.chat.say('last words')
    await session.chat.say('/end')
    lift()
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual(['Botpress User: last words\n( The user has ended the session. )'])
  })

  it('is tried again by Brevo when the notice after the end could not be sent', async () => {
    session = await flow.handedOver()
    await flow.agentFinishes(session.visitorId)
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
    await flow.agentSays(session.visitorId, 'One more thing', JULIA.id)
    expect(userLines(flow, session)).toHaveLength(1)
    expect(userLines(flow, session)[0]).toContain('already finished')
  })

  it('keeps no last words of the agent from the user, however much of it there is', async () => {
    session = await flow.handedOver()
    const { chat, visitorId, conversationId } = session
    for (let turn = 0; turn < 32; turn += 1) {
      await flow.agentSays(visitorId, `answer ${turn}`)
    }
    limited(flow, 3_000)
    for (let turn = 0; turn < 22; turn += 1) {
      await chat.say(`question ${turn}`)
    }
    flow.brevo.webhooks.mode.held = true
    await flow.agentSays(visitorId, 'Bye!')
    flow.brevo.webhooks.mode.held = false
    await flow.agentFinishes(visitorId)
    expect(read(chat).slice(-2)).toEqual(['Julia: Bye!', expect.stringContaining('closed the conversation')])
    expect(flow.tags(conversationId).owesApology).toBeUndefined()
  })
})
