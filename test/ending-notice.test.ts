import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BOT_ACCOUNT, JULIA, MARCO } from '../sandbox/sandbox'
import { wordingFor } from '../src/wording/wording-for'
import { ACTIVATION_MS } from './support/activated'
import { agentLine, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, read } from './support/flow'
import { until } from './support/until'

/* What an agent is told who writes when the session is over. */

describe('the end of a session', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ processes: 3, hourlyLimit: 1_000 })))
  afterEach(() => {
    flow.brevo.webhooks.mode.duplicate = false
    flow.botpress.faults.clear()
  })
  afterAll(() => flow.close())

  const LEFT = `Website bot> ${wordingFor('English').userLeft}`
  /** Leaves a session as an invocation of startHitl does that dies before its last call. */
  const forgetOpening = async (conversationId: string) => {
    await flow.callApi('PUT', `conversations/${conversationId}`, { tags: { openedAt: '' } })
  }

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
    const { botpress } = await flow.callsDuring(async () => expect((await flow.deliver(body)).status).toBe(200))
    // Looked for during three seconds, not for as long as there is time.
    expect(botpress.filter((operation) => operation === 'getConversation').length).toBeLessThanOrEqual(10)
    await flow.deliver(fragmentOf(visitorId, agentLine('d2', 'Hello?')))
    const notice = `Website bot> ${wordingFor('English').neverConnected}`
    expect(flow.inbox(visitorId).filter((line) => line === notice)).toHaveLength(1)
    expect(read(chat)).not.toContain('Julia: Hi')
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
    expect(flow.inbox(visitorId).filter((line) => line === LEFT)).toHaveLength(1)
    expect(read(chat)).not.toContain('Julia: Hello?')
  })

  it('gives one although the invocation that was to give it died', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('/end')
    await flow.sandbox.settled()
    let dying: Promise<unknown> | undefined
    await new Promise<void>((onStrike) => {
      flow.brevo.faults.add({ times: 1, fault: { kind: 'hang' }, onStrike })
      dying = flow.agentSays(visitorId, 'Are you there?')
    })
    await Promise.all(flow.sandbox.processes.map((each) => each.kill()))
    await dying
    await flow.sandbox.setProcesses(3)
    const again = fragmentOf(visitorId, agentLine('again', 'Hello?'))
    expect((await flow.deliver(again)).status).toBe(429)
    await flow.sandbox.advance(61_000)
    expect((await flow.deliver(again)).status).toBe(200)
    expect(flow.inbox(visitorId).filter((line) => line === LEFT)).toHaveLength(1)
  })

  it('gives one for last words that come while somebody else announces the end', async () => {
    const { chat, visitorId } = await flow.handedOver()
    let announcing: Promise<unknown> | undefined
    await new Promise<void>((onStrike) => {
      flow.botpress.faults.add({ path: /events$/, times: 1, fault: { kind: 'delay', ms: 300 }, onStrike })
      announcing = flow.deliver(eventOf('conversationTranscript', visitorId, []))
    })
    const { status } = await flow.deliver(
      eventOf('conversationTranscript', visitorId, [agentLine('last', 'One more thing')])
    )
    await announcing
    expect(status).toBe(200)
    expect(read(chat)).not.toContain('Julia: One more thing')
    expect(flow.inbox(visitorId)).toContain(`Website bot> ${wordingFor('English').alreadyFinished}`)
  })

  it('asks for a transcript again, with last words or without, while another invocation hangs that announces the end', async () => {
    const { chat, visitorId } = await flow.handedOver()
    let dying: Promise<unknown> | undefined
    await new Promise<void>((onStrike) => {
      flow.botpress.faults.add({ path: /events$/, times: 1, fault: { kind: 'hang' }, onStrike })
      dying = flow.deliver(eventOf('conversationTranscript', visitorId, []))
    })
    await Promise.all(flow.sandbox.processes.map((each) => each.kill()))
    await dying
    await flow.sandbox.setProcesses(3)
    const again = [[], [agentLine('last-again', 'One more thing')]].map((messages) =>
      eventOf('conversationTranscript', visitorId, messages)
    )
    for (const body of again) {
      expect((await flow.deliver(body)).status).toBe(429)
    }
    await flow.sandbox.advance(61_000)
    expect((await flow.deliver(again[1])).status).toBe(200)
    expect(read(chat)).toContain('Julia: One more thing')
  })

  it('gives one for an early transcript, if the user leaves while it is held back', async () => {
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    await flow.escalate(chat)
    const { conversationId = '' } = chat.session() ?? {}
    const { visitorId = '' } = flow.tags(conversationId)
    const words = agentLine('early-last', 'Bye', { createdAt: undefined })
    const finishing = flow.deliver(eventOf('conversationTranscript', visitorId, [words]))
    await flow.untilState('stopAnnounced', conversationId)
    await chat.say('/end')
    expect((await finishing).status).toBe(200)
    expect(read(chat)).not.toContain('Julia: Bye')
    expect(flow.events('hitlStopped', conversationId)).toEqual([])
    expect(flow.inbox(visitorId).at(-1)).toContain(wordingFor('English').alreadyFinished)
  })

  it('gives one, and does not ask to send it again, although Botpress takes no claim', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('/end')
    await flow.sandbox.settled()
    flow.botpress.faults.add({ path: /states/, fault: { kind: 'status', status: 500 } })
    expect((await flow.deliver(fragmentOf(visitorId, agentLine('unclaimed', 'Hello?')))).status).toBe(200)
    expect(flow.inbox(visitorId).at(-1)).toBe(LEFT)
  })

  it('gives none for the opening when it comes late and without its mark', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('/end')
    await flow.sandbox.settled()
    const [opening] = flow.brevo.messages(visitorId)
    const { id = '', text = '' } = opening ?? {}
    const calls = await flow.callsDuring(() =>
      flow.deliver(fragmentOf(visitorId, agentLine(id, text, {}, { id: BOT_ACCOUNT.id })))
    )
    expect(calls.brevo).toEqual([])
    expect(flow.inbox(visitorId)).not.toContain(LEFT)
  })

  describe.each([0, 2_000])('where reads lag %d ms behind writes', (readLagMs) => {
    const LAGGING = { botpress: { activationMs: ACTIVATION_MS, readLagMs } }
    afterEach(() => flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS } }))
    const notices = (visitorId: string) =>
      flow.inbox(visitorId).filter((line) => line === LEFT || line.includes(wordingFor('English').alreadyFinished))

    it('gives none for what the user has read, when its event comes again after the user has left', async () => {
      const { chat, visitorId } = await flow.handedOver()
      await flow.sandbox.setWorld(LAGGING)
      const said = fragmentOf(visitorId, agentLine(`read-${readLagMs}`, 'Hello', { createdAt: undefined }))
      await flow.deliver(said)
      await chat.say('/end')
      await flow.sandbox.settled()
      await flow.deliver(said)
      expect(read(chat)).toContain('Julia: Hello')
      expect(notices(visitorId)).toEqual([])
    })

    it('gives none for last words that a transcript brings, when it comes several times at once', async () => {
      const { chat, visitorId } = await flow.handedOver()
      await flow.sandbox.setWorld(LAGGING)
      const body = eventOf('conversationTranscript', visitorId, [agentLine(`last-${readLagMs}`, 'Bye')])
      await Promise.all([flow.deliver(body), flow.deliver(body), flow.deliver(body)])
      await flow.deliver(body)
      expect(read(chat)).toContain('Julia: Bye')
      expect(notices(visitorId)).toEqual([])
    })
  })

  it.each(['left', 'finished'])('is told although every call to Botpress takes two seconds: %s', async (how) => {
    const { chat, visitorId } = await flow.handedOver()
    await (how === 'left' ? chat.say('/end') : flow.agentFinishes(visitorId))
    await flow.sandbox.settled()
    await flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS, callMs: 2_000 } })
    const calls = await flow.callsDuring(() => flow.agentSays(visitorId, 'Hello?'))
    await flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS } })
    expect(calls.brevo).toHaveLength(1)
    const { userLeft, alreadyFinished } = wordingFor('English')
    expect(flow.inbox(visitorId).at(-1)).toBe(`Website bot> ${how === 'left' ? userLeft : alreadyFinished}`)
  })

  it('is told to an agent who corrects afterwards what the user has read, but not to one who deletes it', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await flow.deliver(fragmentOf(visitorId, agentLine('corrected', '10 €')))
    await chat.say('/end')
    await flow.sandbox.settled()
    await flow.deliver(fragmentOf(visitorId, agentLine('corrected', '')))
    expect(flow.inbox(visitorId)).not.toContain(LEFT)
    await flow.deliver(fragmentOf(visitorId, agentLine('corrected', '12 €')))
    expect(flow.inbox(visitorId)).toContain(LEFT)
  })

  it('is told to an agent of whose message the user has got the text, but not the file', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await flow.deliver(fragmentOf(visitorId, agentLine('with-file', 'Here it is')))
    await chat.say('/end')
    await flow.sandbox.settled()
    const attachments = [{ name: 'bill.pdf', link: 'https://files.example/bill.pdf' }]
    await flow.deliver(fragmentOf(visitorId, agentLine('with-file', 'Here it is', { attachments })))
    expect(flow.inbox(visitorId)).toContain(LEFT)
  })

  it('uses the words that the owner chose for the notice', async () => {
    await flow.configured({ sessionOverNotice: 'Zu spät.' }, async () => {
      const { visitorId } = await flow.handedOver()
      await flow.agentFinishes(visitorId)
      await flow.agentSays(visitorId, 'One more thing')
      expect(flow.inbox(visitorId).at(-1)).toBe('Website bot> Zu spät.')
    })
  })
})

it('is told to each agent once, although a claim is given back late', async () => {
  const flow = await Flow.start({ processes: 2 })
  flow.brevo.webhooks.retryDelaysMs = []
  const { chat, visitorId } = await flow.handedOver()
  await flow.agentSays(visitorId, 'Hello')
  await chat.say('/end')
  await flow.sandbox.settled()
  const giving = { method: 'POST', path: /states\/[^/]+\/[^/]+\/announced$/ }
  await new Promise<void>((onStrike) => {
    // The first one takes the claim.
    flow.botpress.faults.add({ ...giving, skip: 1, times: 1, fault: { kind: 'hang', afterWork: true }, onStrike })
    flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'Julia 1' })
  })
  await flow.agentSays(visitorId, 'Marco 1', MARCO.id)
  await flow.sandbox.advance(10_000)
  await flow.agentSays(visitorId, 'Marco 2', MARCO.id)
  expect(flow.inbox(visitorId).filter((line) => line.includes('not delivered'))).toHaveLength(2)
  await flow.close()
})

/** Not much faster than life, so that on a busy machine too there is time for all of it. */
const SLOW = 1.5

it('is told once where two first answers are held back, and the user leaves meanwhile', async () => {
  const flow = await Flow.start({ processes: 3, speed: SLOW })
  const chat = flow.botpress.bot.openChat({ name: 'Ada' })
  await flow.escalate(chat)
  const { visitorId = '' } = flow.tags(chat.session()?.conversationId ?? '')
  flow.botpress.world.callMs = 200
  let looks = 0
  const stop = flow.sandbox.wire.watchers.add(({ operation }) => (looks += operation === 'getConversation' ? 1 : 0))
  const answering = ['Hi', 'How can I help?'].map((text, index) =>
    flow.deliver(fragmentOf(visitorId, agentLine(`held-${index}`, text, { createdAt: undefined })))
  )
  await until('both have found the session open', () => looks >= 2)
  stop()
  await chat.say('/end')
  await Promise.all(answering)
  const left = `Website bot> ${wordingFor('English').userLeft}`
  expect(flow.inbox(visitorId).filter((line) => line === left)).toHaveLength(1)
  expect(read(chat)).not.toContain('Julia: Hi')
  await flow.close()
})
