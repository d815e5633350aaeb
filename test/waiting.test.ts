import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../sandbox/shared/faults'
import { read, type Flow, type Handover } from './support/flow'
import { until } from './support/until'
import { endFaults, limited, MESSAGES, startSwept, userLines, waitingTag } from './support/waiting'

describe('what Brevo does not take', () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => (flow = await startSwept()))
  afterEach(() => endFaults(flow))
  afterAll(() => flow.close())

  it.each([
    ['a refused try', { kind: 'status', status: 503 } as const, 1],
    [
      'a limit with a short reset',
      { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': '1' } } as const,
      1,
    ],
    ['a cut connection', { kind: 'reset' } as const, 1],
    ['an error of Brevo', { kind: 'status', status: 500 } as const, 1],
    ['a bad gateway, twice', { kind: 'status', status: 502 } as const, 2],
  ])('is tried again within the invocation after %s', async (_, fault, times) => {
    session = await flow.handedOver()
    flow.brevo.faults.add({ path: MESSAGES, times, fault })
    await session.chat.say('Hello')
    expect(userLines(flow, session)).toEqual(['Botpress User: Hello'])
    expect(waitingTag(flow, session)).toBeUndefined()
  })

  it('waits while the limit lasts, costs no call, and goes out in one message with the next one', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 1_800)
    await session.chat.say('one')
    const calls = await flow.callsDuring(async () => {
      await session.chat.say('two')
      await session.chat.send({ type: 'image', payload: { imageUrl: 'https://x.y/three.png' } })
    })
    expect(calls.brevo).toEqual([])
    expect(flow.sandbox.output).toMatch(
      /Messages in conversation conv_\w+ could not be sent to Brevo: The hourly limit .* will be tried again with a later message, or within the hour/
    )
    lift()
    await flow.sandbox.advance(1_801_000)
    const sending = await flow.callsDuring(() => session.chat.say('four'))
    expect(sending.brevo).toHaveLength(1)
    expect(userLines(flow, session)).toEqual([
      [
        '(Delayed by 30 minutes: Brevo accepted no messages.)',
        ...['one', 'two', 'Picture: https://x.y/three.png', 'four'].map((line) => `Botpress User: ${line}`),
      ].join('\n'),
    ])
    expect(waitingTag(flow, session)).toBeUndefined()
  })

  it("goes out with the next webhook of the conversation that brings an agent's message", async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    await session.chat.say('kept')
    lift()
    await flow.sandbox.advance(61_000)
    await flow.agentSays(session.visitorId, 'Are you there?')
    expect(userLines(flow, session)).toEqual(['Botpress User: kept'])
    expect(read(session.chat)).toContain('Julia: Are you there?')
  })

  it('goes out with the scheduled register', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 600)
    await session.chat.say('kept')
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual([])
    lift()
    await flow.sandbox.advance(601_000)
    expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
    expect(userLines(flow, session)).toEqual([
      '(Delayed by 10 minutes: Brevo accepted no messages.)\nBotpress User: kept',
    ])
  })

  it('is no fault of the configuration when Brevo is down at a scheduled register', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    await session.chat.say('kept')
    lift()
    await flow.sandbox.advance(61_000)
    const end = flow.brevo.faults.add({ fault: { kind: 'status', status: 503 } })
    expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
    expect(flow.botpress.schedule).toBe('hourly')
    end()
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual(['Botpress User: kept'])
  })

  it('is sent once by any number of invocations at the same time, and nothing gets lost between them', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    await session.chat.say('line 0')
    lift()
    await flow.sandbox.advance(61_000)
    await Promise.all([
      ...Array.from({ length: 6 }, (_, index) => session.chat.say(`line ${index + 1}`)),
      flow.agentSays(session.visitorId, 'Hello'),
      flow.botpress.runScheduledRegister(),
    ])
    await flow.sandbox.settled()
    const sent = userLines(flow, session).join('\n').split('\n')
    expect([...sent].sort()).toEqual(Array.from({ length: 7 }, (_, index) => `Botpress User: line ${index}`))
    expect(sent[0]).toBe('Botpress User: line 0')
    // Whoever found another invocation at work may have left the tag for the next one.
    const { brevo } = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(brevo).toEqual(['GET /account'])
    expect(waitingTag(flow, session)).toBeUndefined()
  })

  it('goes out in up to five messages, and the oldest are left out when it is more', async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    for (let line = 0; line < 25; line += 1) {
      await session.chat.say(`${line} ${'x'.repeat(2_900)}`)
    }
    lift()
    await flow.sandbox.advance(61_000)
    await session.chat.say('the last one')
    const sent = userLines(flow, session)
    expect(sent).toHaveLength(5)
    expect(sent.every((text) => text.length <= 10_000)).toBe(true)
    expect(sent[0]).toMatch(/^\(\d+ earlier messages were too many to deliver\. They are in Botpress\.\)$/m)
    expect(sent.at(-1)?.endsWith('Botpress User: the last one')).toBe(true)
    expect(waitingTag(flow, session)).toBeUndefined()
    const left = flow.botpress.messages(session.conversationId).filter(({ tags }) => !tags.id)
    expect(left).toEqual([])
  })

  it('keeps its order, however many lines wait', { timeout: 60_000 }, async () => {
    session = await flow.handedOver()
    const lift = limited(flow, 60)
    const lines = Array.from({ length: 205 }, (_, index) => `line ${index};`)
    for (const line of lines) {
      await session.chat.say(line)
    }
    lift()
    await flow.sandbox.advance(61_000)
    await session.chat.say('the last one;')
    const sent = userLines(flow, session)
      .join('\n')
      .match(/line \d+;|the last one;/g)
    expect(sent).toEqual([...lines, 'the last one;'])
  })

  it('goes out behind one apology, if one is owed, and not behind two', async () => {
    session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    const lift = flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status: 503 } })
    const refused = { method: 'POST', path: /messages\/get-or-create$/ }
    flow.botpress.faults.add({ ...refused, times: 1, fault: { kind: 'status', status: 413 } })
    await flow.agentSays(session.visitorId, 'Too much')
    lift()
    await Promise.all([session.chat.say('one'), session.chat.say('two')])
    await flow.sandbox.settled()
    const apologies = flow.inbox(session.visitorId).filter((line) => line.includes('Please send it again'))
    expect(apologies).toHaveLength(1)
  })

  describe('is sent once although an earlier lease is given back', () => {
    const releases = () => flow.sandbox.wire.calls().filter(({ operation }) => operation === 'setState').length
    /** A session in which a line waits, and the lease under which it is sent is not given back at once. */
    const begin = async (times: number, fault: Fault): Promise<void> => {
      session = await flow.handedOver()
      const lift = limited(flow, 1)
      await session.chat.say('one')
      lift()
      await flow.sandbox.advance(2_000)
      flow.botpress.faults.add({ method: 'POST', path: /\/sending$/, times, fault })
    }
    /** Another line, which is sent slowly; when the lease was given back so often, whatever waits is sent as well. */
    const sayThree = async (expected: number): Promise<void> => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 503 } })
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'delay', ms: 1_300 } })
      const third = session.chat.say('three')
      await Promise.race([third, until('releases', () => releases() >= expected)])
      await flow.agentSays(session.visitorId, 'Still there?')
      await third
      await flow.sandbox.settled()
      expect(userLines(flow, session).join('\n').match(/three/g)).toHaveLength(1)
    }

    it('late: the SDK repeats a 502 for six seconds, and the integration waits four for other answers', async () => {
      await begin(3, { kind: 'status', status: 502 })
      await session.chat.say('two')
      await flow.sandbox.settled()
      await sayThree(releases() + 1)
    })

    it('at once, and Botpress says that it was not', async () => {
      await begin(4, { kind: 'status', status: 500, afterWork: true })
      const before = releases()
      const second = session.chat.say('two')
      await until('a release', () => releases() > before)
      await sayThree(before + 4)
      await second
    })
  })

  it.each([401, 400, 403])('waits also after HTTP %i, which the owner can mend', async (status) => {
    session = await flow.handedOver()
    const mend = flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status } })
    await session.chat.say('one')
    mend()
    await session.chat.say('two')
    expect(userLines(flow, session)).toEqual(['Botpress User: one\nBotpress User: two'])
  })

  it('never keeps an opening: the card fails and says why', async () => {
    limited(flow, 1_800)
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    await chat.say('human please')
    expect(chat.failures.at(-1)).toContain('hourly limit')
    expect(chat.session()).toBeUndefined()
  })
})
