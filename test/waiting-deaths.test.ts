import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { read, type Flow, type Handover } from './support/flow'
import { until } from './support/until'
import { endFaults, MESSAGES, startSwept, userLines, waitingTag } from './support/waiting'

/* What a user said while the invocation that had it died. */

const TOO_LATE = '\n(The chat was finished before this message arrived. The user is with the bot again.)'

describe('a line whose invocation died', () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => (flow = await startSwept()))
  afterEach(() => endFaults(flow))
  afterAll(() => flow.close())

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
    flow.botpress.dispatcher.urls = ['http://127.0.0.1:1/']
    await work()
    flow.botpress.dispatcher.urls = flow.sandbox.processes.filter(({ isRunning }) => isRunning).map(({ url }) => url)
  }

  it('goes out although its invocation died while another was sending what waited before', async () => {
    session = await flow.handedOver()
    const { conversationId, chat } = session
    const [first, second] = flow.sandbox.processes
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
    await chat.say('one')
    flow.botpress.dispatcher.urls = [first!.url]
    let sending: Promise<void> | undefined
    await new Promise<void>((onStrike) => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'delay', ms: 600 }, onStrike })
      sending = chat.say('two')
    })
    flow.botpress.dispatcher.urls = [second!.url]
    const dying = chat.say('three')
    await until('the third line is kept', () =>
      flow.botpress
        .messages(conversationId)
        .some(({ payload, tags }) => payload.text === 'three' && tags.waiting === 'true')
    )
    await second!.kill()
    await Promise.all([sending, dying])
    await flow.sandbox.setProcesses(4)
    expect(userLines(flow, session)).toEqual(['Botpress User: one\nBotpress User: two', 'Botpress User: three'])
    expect(waitingTag(flow, session)).toBeUndefined()
  })

  it('goes out although the invocation that had it died', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual(['Botpress User: orphan'])
  })

  it('goes out although the invocation that had it died, and much was said after it', async () => {
    session = await flow.handedOver()
    await unreachable(() => session.chat.say('orphan'))
    for (let line = 0; line < 25; line += 1) {
      await session.chat.say(`line ${line}`)
    }
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toContain('Botpress User: orphan')
  })

  it('goes out although the invocation that had it died just before an agent finished', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await flow.agentFinishes(session.visitorId)
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual([`Botpress User: orphan${TOO_LATE}`])
  })

  it('goes out although the invocation that had it died, behind another line that an end has sent', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan', async () => {
      flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
      await session.chat.say('kept')
    })
    await flow.agentFinishes(session.visitorId)
    expect(userLines(flow, session)).toEqual([`Botpress User: kept${TOO_LATE}`])
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual([`Botpress User: kept${TOO_LATE}`, `Botpress User: orphan${TOO_LATE}`])
    expect(waitingTag(flow, session)).toBeUndefined()
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
    expect(userLines(flow, session).join('\n')).toContain('Botpress User: orphan')
  })

  it('goes out although every invocation after it died, with the scheduled register', async () => {
    session = await flow.handedOver()
    await dieWhileSaying('orphan')
    await unreachable(() => session.chat.say('/end'))
    await flow.sandbox.advance(61_000)
    await flow.botpress.runScheduledRegister()
    expect(userLines(flow, session)).toEqual(['Botpress User: orphan\n( The user has ended the session. )'])
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
    expect(userLines(flow, session)).toEqual([`Botpress User: orphan${TOO_LATE}`])
  })
})
