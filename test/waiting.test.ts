import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { Flow, read, type Handover } from './support/flow'
import { until } from './support/until'

const MESSAGES = /^\/conversations\/messages$/
const TOO_LATE = '\n(The chat was finished before this message arrived. The user is with the bot again.)'

describe('what Brevo does not take', () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => {
    flow = await Flow.start({ processes: 4, hourlyLimit: 1_000 })
    await flow.botpress.register()
  })
  afterEach(() => {
    flow.brevo.faults.clear()
    flow.botpress.faults.clear()
    flow.brevo.limit.reset()
  })
  afterAll(() => flow.close())

  const userLines = ({ visitorId }: Handover) =>
    flow.brevo
      .messages(visitorId)
      .slice(1)
      .filter(({ receivedFrom }) => receivedFrom)
      .map(({ text }) => text)
  const limited = (resetSeconds: number) =>
    flow.brevo.faults.add({
      path: MESSAGES,
      fault: { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': String(resetSeconds) } },
    })
  /** The invocation that has the line dies at its very first try, after something else; other processes take over. */
  const dieWhileSaying = async (text: string, meanwhile: () => Promise<void> = async () => undefined) => {
    let saying: Promise<void> | undefined
    await new Promise<void>((onStrike) => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'hang' }, onStrike })
      saying = session.chat.say(text)
    })
    await meanwhile()
    await Promise.all(flow.sandbox.processes.map((each) => each.kill()))
    await saying
    flow.brevo.faults.clear()
    await flow.sandbox.setProcesses(4)
  }
  /** No invocation comes through meanwhile. */
  const unreachable = async (work: () => Promise<void>) => {
    flow.botpress.setIntegrationUrls(['http://127.0.0.1:1/'])
    await work()
    flow.botpress.setIntegrationUrls(flow.sandbox.processes.filter(({ isRunning }) => isRunning).map(({ url }) => url))
  }
  const waitingTags = ({ conversationId }: Handover) => flow.tags(conversationId).waiting

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
    expect(userLines(session)).toEqual(['Botpress User: Hello'])
    expect(waitingTags(session)).toBeUndefined()
  })

  it('waits while the limit lasts, costs no call, and goes out in one message with the next one', async () => {
    session = await flow.handedOver()
    const lift = limited(1_800)
    await session.chat.say('one')
    const calls = await flow.callsDuring(async () => {
      await session.chat.say('two')
      await session.chat.send({ type: 'image', payload: { imageUrl: 'https://x.y/three.png' } })
    })
    expect(calls.brevo).toEqual([])
    expect(flow.sandbox.output).toMatch(
      /Messages in conversation conv_\w+ could not be sent to Brevo: The hourly limit .* within an hour at most/
    )
    lift()
    await flow.sandbox.advance(1_801_000)
    const sending = await flow.callsDuring(() => session.chat.say('four'))
    expect(sending.brevo).toHaveLength(1)
    expect(userLines(session)).toEqual([
      [
        '(Delayed by 30 minutes: Brevo accepted no messages.)',
        ...['one', 'two', 'Picture: https://x.y/three.png', 'four'].map((line) => `Botpress User: ${line}`),
      ].join('\n'),
    ])
    expect(waitingTags(session)).toBeUndefined()
  })

  it("goes out with the next webhook of the conversation that brings an agent's message", async () => {
    session = await flow.handedOver()
    const lift = limited(60)
    await session.chat.say('kept')
    lift()
    await flow.sandbox.advance(61_000)
    await flow.agentSays(session.visitorId, 'Are you there?')
    expect(userLines(session)).toEqual(['Botpress User: kept'])
    expect(read(session.chat)).toContain('Julia: Are you there?')
  })

  it('goes out with the scheduled register', async () => {
    session = await flow.handedOver()
    const lift = limited(600)
    await session.chat.say('kept')
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual([])
    lift()
    await flow.sandbox.advance(601_000)
    expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
    expect(userLines(session)).toEqual(['(Delayed by 10 minutes: Brevo accepted no messages.)\nBotpress User: kept'])
  })

  it('is no fault of the configuration when Brevo is down at a scheduled register', async () => {
    session = await flow.handedOver()
    const lift = limited(60)
    await session.chat.say('kept')
    lift()
    await flow.sandbox.advance(61_000)
    const end = flow.brevo.faults.add({ fault: { kind: 'status', status: 503 } })
    expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
    expect(flow.botpress.schedule).toBe('hourly')
    end()
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual(['Botpress User: kept'])
  })

  it('is sent once by any number of invocations at the same time, and nothing gets lost between them', async () => {
    session = await flow.handedOver()
    const lift = limited(60)
    await session.chat.say('line 0')
    lift()
    await flow.sandbox.advance(61_000)
    await Promise.all([
      ...Array.from({ length: 6 }, (_, index) => session.chat.say(`line ${index + 1}`)),
      flow.agentSays(session.visitorId, 'Hello'),
      flow.botpress.runScheduledRegister(),
    ])
    await flow.sandbox.settled()
    const sent = userLines(session).join('\n').split('\n')
    expect([...sent].sort()).toEqual(Array.from({ length: 7 }, (_, index) => `Botpress User: line ${index}`))
    expect(sent[0]).toBe('Botpress User: line 0')
    expect(waitingTags(session)).toBeUndefined()
  })

  it('goes out although its invocation died while another was sending what waited before', async () => {
    session = await flow.handedOver()
    const { conversationId, chat } = session
    const [first, second] = flow.sandbox.processes
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
    await chat.say('one')
    flow.botpress.setIntegrationUrls([first!.url])
    let sending: Promise<void> | undefined
    await new Promise<void>((onStrike) => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'delay', ms: 600 }, onStrike })
      sending = chat.say('two')
    })
    flow.botpress.setIntegrationUrls([second!.url])
    const dying = chat.say('three')
    await until('the third line is kept', () =>
      flow.botpress
        .messages(conversationId)
        .some(({ payload, tags }) => payload.text === 'three' && tags.waiting === 'true')
    )
    await second!.kill()
    await Promise.all([sending, dying])
    await flow.sandbox.setProcesses(4)
    expect(userLines(session)).toEqual(['Botpress User: one\nBotpress User: two', 'Botpress User: three'])
    expect(waitingTags(session)).toBeUndefined()
  })

  it('goes out in up to five messages, and the oldest are left out when it is more', async () => {
    session = await flow.handedOver()
    const lift = limited(60)
    for (let line = 0; line < 25; line += 1) {
      await session.chat.say(`${line} ${'x'.repeat(2_900)}`)
    }
    lift()
    await flow.sandbox.advance(61_000)
    await session.chat.say('the last one')
    const sent = userLines(session)
    expect(sent).toHaveLength(5)
    expect(sent.every((text) => text.length <= 10_000)).toBe(true)
    expect(sent[0]).toMatch(/^\(\d+ earlier messages were too many to deliver\. They are in Botpress\.\)$/m)
    expect(sent.at(-1)?.endsWith('Botpress User: the last one')).toBe(true)
    expect(waitingTags(session)).toBeUndefined()
    const left = flow.botpress.messages(session.conversationId).filter(({ tags }) => !tags.id)
    expect(left).toEqual([])
  })

  it.each([401, 400, 403])('waits also after HTTP %i, which the owner can mend', async (status) => {
    session = await flow.handedOver()
    const mend = flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status } })
    await session.chat.say('one')
    mend()
    await session.chat.say('two')
    expect(userLines(session)).toEqual(['Botpress User: one\nBotpress User: two'])
  })

  it('goes out although the invocation that had it died', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual(['Botpress User: orphan'])
  })

  it('goes out although the invocation that had it died just before an agent finished', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await flow.agentFinishes(session.visitorId)
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual([`Botpress User: orphan${TOO_LATE}`])
  })

  it('goes out although the invocation that had it died, behind another line that an end has sent', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan', async () => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
      await session.chat.say('kept')
    })
    await flow.agentFinishes(session.visitorId)
    expect(userLines(session)).toEqual([`Botpress User: kept${TOO_LATE}`])
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual([`Botpress User: kept${TOO_LATE}`, `Botpress User: orphan${TOO_LATE}`])
    expect(waitingTags(session)).toBeUndefined()
  })

  it('goes out although its invocation and that of stopHitl died, once an agent has written', async () => {
    session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    await dieWhileSaying('orphan')
    flow.botpress.faults.add({ path: /messages$/, method: 'GET', fault: { kind: 'status', status: 400 } })
    await session.chat.say('/end')
    flow.botpress.faults.clear()
    await flow.sandbox.settled()
    await flow.agentSays(session.visitorId, 'Are you there?')
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session).join('\n')).toContain('Botpress User: orphan')
  })

  it('goes out although every invocation after it died, with the scheduled register', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await unreachable(() => session.chat.say('/end'))
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual(['Botpress User: orphan\n( The user has ended the session. )'])
    expect(flow.tags(session.conversationId).unsettled).toBe('true')
    await flow.sandbox.advance(8 * 24 * 3_600_000)
    await flow.botpress.runScheduledRegister()
    expect(flow.tags(session.conversationId).unsettled).toBeUndefined()
  })

  it('goes out although it was said, and its invocation died, while an end was under way', async () => {
    session = await flow.handedOver()
    let ending: Promise<unknown> | undefined
    await new Promise<void>((onStrike) => {
      flow.botpress.faults.add({ path: /\/events$/, times: 1, fault: { kind: 'delay', ms: 500 }, onStrike })
      ending = flow.agentFinishes(session.visitorId)
    })
    await unreachable(() => session.chat.say('orphan'))
    await ending
    expect(read(session.chat).at(-1)).toContain('closed the conversation')
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual([`Botpress User: orphan${TOO_LATE}`])
  })

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
    const lift = limited(60)
    await session.chat.say('last words')
    await session.chat.say('/end')
    lift()
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(session)).toEqual(['Botpress User: last words\n( The user has ended the session. )'])
  })

  it('never keeps an opening: the card fails and says why', async () => {
    limited(1_800)
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    await chat.say('human please')
    expect(chat.failures.at(-1)).toContain('hourly limit')
    expect(chat.session()).toBeUndefined()
  })

  it('is tried again by Brevo when the notice after the end could not be sent', async () => {
    session = await flow.handedOver()
    await flow.agentFinishes(session.visitorId)
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
    await flow.agentSays(session.visitorId, 'One more thing', JULIA.id)
    expect(userLines(session)).toHaveLength(1)
    expect(userLines(session)[0]).toContain('already finished')
  })
})
