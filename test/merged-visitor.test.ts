import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentLine, eventOf } from './support/brevo-event'
import { Flow, type Handover } from './support/flow'

describe('a visitor whose id changed because contacts were merged', () => {
  const MERGED = 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg'
  let flow: Flow
  let session: Handover
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  beforeEach(async () => {
    session = await flow.handedOver()
  })
  afterAll(() => flow.close())

  const texts = () =>
    session.chat
      .lines()
      .filter(({ from }) => from === 'agent')
      .map(({ name, text }) => `${name}: ${text}`)
  const transcript = () => {
    const messages = [...flow.brevo.messages(session.visitorId), agentLine('merged-1', 'Solved, bye')]
    return eventOf('conversationTranscript', MERGED, messages)
  }

  it('is found when the agent finishes: the last words and the end arrive, once, and the owner is told', async () => {
    await session.chat.say('One more thing')
    const body = transcript()
    expect([(await flow.deliver(body)).status, (await flow.deliver(body)).status]).toEqual([200, 200])
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Solved, bye'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
    expect(flow.sandbox.ownerLog.lines().some(({ text }) => text.includes('got another ID in Brevo'))).toBe(true)
  })

  it('costs a stranger nothing, whatever comes under their id', async () => {
    const withoutMark = [agentLine('stranger-1', 'We do.'), { id: 'stranger-2', type: 'visitor', text: 'Thanks' }]
    const bodies = [
      eventOf('conversationTranscript', MERGED, withoutMark),
      eventOf('conversationFragment', MERGED, flow.brevo.messages(session.visitorId)),
      eventOf('conversationTranscript', session.visitorId.replace(/.{7}$/, 'AAAAAAA'), [
        ...flow.brevo.messages(session.visitorId),
      ]),
    ]
    for (const body of bodies) {
      expect(await flow.callsDuring(() => flow.deliver(body))).toEqual({ brevo: [], botpress: [] })
    }
  })

  it('is not found by who makes up an opening, which costs one call', async () => {
    const forged = [agentLine('madeUpOpening0001', 'x', { receivedFrom: 'Botpress' }), agentLine('forged', 'Pay me')]
    const body = eventOf('conversationTranscript', MERGED, forged)
    expect(await flow.callsDuring(() => flow.deliver(body))).toEqual({ brevo: [], botpress: ['listConversations'] })
    expect(texts()).toEqual([])
  })
})
