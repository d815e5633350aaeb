import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { ACTIVATION_MS } from './support/activated'
import { Flow, type Handover } from './support/flow'
import { MAY_HAVE_BEEN_LOST, OPERATIONS } from './support/one-delivery'
import { endFaults, limited, MESSAGES } from './support/waiting'

/* It is not known whether Brevo always sends back the mark of what was written through its API. */

const LONG = 'long '.repeat(5_000)

describe('what is ours, and comes back without its mark, is no answer of an agent:', () => {
  let flow: Flow
  let session: Handover
  const mark = (echoesReceivedFrom: boolean) =>
    flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS }, brevo: { echoesReceivedFrom } })
  beforeAll(async () => (flow = await Flow.start({ processes: 2, hourlyLimit: 1_000 })))
  beforeEach(async () => {
    await mark(true)
    session = await flow.handedOver()
    await mark(false)
  })
  afterEach(() => endFaults(flow))
  afterAll(() => flow.close())

  const keep = async (...texts: string[]) => {
    const endLimit = limited(flow, 1)
    for (const text of texts) {
      await session.chat.say(text)
    }
    endLimit()
  }
  const refuse = (skip: number, times: number) =>
    flow.brevo.faults.add({ path: MESSAGES, skip, times, fault: { kind: 'status', status: 400 } })
  const answers = () => session.chat.lines().filter(({ from }) => from === 'agent')
  const inbox = () => flow.inbox(session.visitorId).slice(1)

  it('a long text', async () => {
    await keep(LONG)
    await flow.sandbox.advance(2_000)
    await session.chat.say('and more')
    await flow.sandbox.settled()
    expect(inbox()).toHaveLength(3)
    expect(answers()).toEqual([])
  })

  it('a long text, where reads lag behind writes', async () => {
    await flow.sandbox.setWorld({
      botpress: { activationMs: ACTIVATION_MS, readLagMs: 2_000 },
      brevo: { echoesReceivedFrom: false },
    })
    await session.chat.say(LONG)
    await flow.sandbox.settled()
    expect(inbox()).toHaveLength(3)
    expect(answers()).toEqual([])
  })

  it('a long text of which Brevo takes only the beginning', async () => {
    await keep(LONG)
    await flow.sandbox.advance(2_000)
    refuse(1, 100)
    await session.chat.say('and more')
    await flow.sandbox.settled()
    expect(inbox()).toHaveLength(1)
    expect(answers()).toEqual([])
  })

  it('what says how late it is', async () => {
    await keep(LONG)
    await flow.sandbox.advance(121_000)
    await session.chat.say('and more')
    await flow.sandbox.settled()
    expect(inbox()).toContain('Website bot> (Delayed by 2 minutes: Brevo accepted no messages.)')
    expect(answers()).toEqual([])
  })

  it('what says that a line was refused', async () => {
    await keep('one', 'two')
    await flow.sandbox.advance(2_000)
    refuse(0, 2)
    await session.chat.say('three')
    await flow.sandbox.settled()
    expect(inbox().at(-1)).toMatch(/1 earlier message could not be shown here/)
    expect(answers()).toEqual([])
  })

  it('an apology, while Botpress fails', async () => {
    flow.brevo.webhooks.retryDelaysMs = []
    flow.botpress.faults.add({ ...OPERATIONS.getConversation, fault: { kind: 'status', status: 500 } })
    flow.brevo.agentWrites(session.visitorId, { agentId: JULIA.id, text: 'Hello?' })
    await flow.sandbox.settled()
    expect(inbox()).toEqual(['Julia> Hello?', MAY_HAVE_BEEN_LOST])
  })
})
