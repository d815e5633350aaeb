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
  const transcript = (...later: object[]) => {
    const bye = agentLine(`bye-${session.conversationId}`, 'Solved, bye')
    const messages = [...flow.brevo.messages(session.visitorId), bye, ...later]
    return eventOf('conversationTranscript', MERGED, messages)
  }

  it('is found when the agent finishes: the last words and the end arrive, once, and the owner is told', async () => {
    await session.chat.say('One more thing')
    const body = transcript()
    expect([(await flow.deliver(body)).status, (await flow.deliver(body)).status]).toEqual([200, 200])
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Solved, bye'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
    const warnings = flow.sandbox.ownerLog.lines().filter(({ text }) => text.includes('got another ID in Brevo'))
    expect(warnings).toHaveLength(1)
  })

  it.each(['a foreign one', 'its own'])('brings nothing older than the session, under %s', async (which) => {
    const [opening] = flow.brevo.messages(session.visitorId)
    const lastMonth = agentLine(`old-${which.length}`, 'Your test is positive', {
      createdAt: opening!.createdAt - 30 * 24 * 3_600_000,
    })
    const messages = [lastMonth, ...flow.brevo.messages(session.visitorId), agentLine(`new-${which.length}`, 'Bye')]
    const visitorId = which === 'its own' ? session.visitorId : MERGED
    await flow.deliver(eventOf('conversationTranscript', visitorId, messages))
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Bye'])
  })

  it.each(['a foreign one', 'that of an earlier session'])('ends the session opened last, under %s', async (which) => {
    await flow.agentSays(session.visitorId, 'One')
    await flow.agentFinishes(session.visitorId)
    const earlier = session
    session = await flow.handedOver()
    const visitorId = which === 'a foreign one' ? MERGED : earlier.visitorId
    const messages = [
      ...flow.brevo.messages(earlier.visitorId),
      ...flow.brevo.messages(session.visitorId),
      agentLine(`two-${which.length}`, 'Two'),
    ]
    await flow.deliver(eventOf('conversationTranscript', visitorId, messages))
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Two'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
  })

  it('gives no notice for what agents write to the same person later, when no session is open', async () => {
    await flow.deliver(transcript())
    const before = flow.inbox(session.visitorId)
    await flow.deliver(transcript(agentLine('merged-4', 'To the visitor of the website')))
    await flow.sandbox.settled()
    expect(flow.inbox(session.visitorId)).toEqual(before)
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
  })

  it('costs a stranger nothing, whatever comes under their id', async () => {
    const withoutMark = [agentLine('stranger-1', 'We do.'), { id: 'stranger-2', type: 'visitor', text: 'Thanks' }]
    const bodies = [
      eventOf('conversationTranscript', MERGED, withoutMark),
      eventOf('conversationFragment', MERGED, flow.brevo.messages(session.visitorId)),
      eventOf('conversationTranscript', session.visitorId.replace(/.{7}$/, 'AAAAAAA'), [...withoutMark]),
    ]
    for (const body of bodies) {
      expect(await flow.callsDuring(() => flow.deliver(body))).toEqual({ brevo: [], botpress: [] })
    }
  })

  it('is not found by who makes up an opening, which costs no call either', async () => {
    const mark = `Botpress ${session.visitorId.replace(/.{7}$/, 'AAAAAAA')}`
    const forged = [agentLine('madeUpOpening0001', 'x', { receivedFrom: mark }), agentLine('forged', 'Pay me')]
    const body = eventOf('conversationTranscript', MERGED, forged)
    expect(await flow.callsDuring(() => flow.deliver(body))).toEqual({ brevo: [], botpress: [] })
    expect(texts()).toEqual([])
  })
})
