import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, MARCO } from '../sandbox/sandbox'
import type { Fault } from '../sandbox/shared/faults'
import type { Flow } from './support/flow'
import {
  agentLines,
  answered,
  endFaults,
  MAY_HAVE_BEEN_LOST,
  OPERATIONS,
  startOnce,
  stops,
} from './support/one-delivery'

/* What is too much: of one event, or of a part of it. */

describe('an event that comes only once', () => {
  let flow: Flow
  beforeAll(async () => (flow = await startOnce()))
  afterEach(() => endFaults(flow))
  afterAll(() => flow.close())

  it('is read within bounds: a link that nobody can open holds up neither its neighbours nor the end', async () => {
    const session = await answered(flow)
    const link = `https://files.example/${'x'.repeat(150_000)}`
    const at = flow.brevo.messages(session.visitorId).at(-1)!.createdAt + 1
    const written = { type: 'agent', agentId: JULIA.id, agentName: 'Julia' }
    const body = {
      eventName: 'conversationTranscript',
      visitor: { id: session.visitorId },
      messages: [
        { ...written, id: 'before', text: 'Before', createdAt: at },
        { ...written, id: 'huge', text: 'a.png', createdAt: at + 1, attachments: [{ name: 'a.png', link }] },
        { ...written, id: 'after', text: 'After', createdAt: at + 2 },
      ],
    }
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Julia: Before', 'Julia: a.png', 'Julia: After'])
    expect(stops(flow, session)).toBe(1)
  })

  it('holds up nothing when Botpress refuses a part for good: its neighbours and the end come, the agent is told', async () => {
    const session = await answered(flow)
    const at = flow.brevo.messages(session.visitorId).at(-1)!.createdAt + 1
    const written = { type: 'agent', agentId: JULIA.id, agentName: 'Julia' }
    const messages = ['Before', 'Refused', 'After'].map((text, index) => ({
      ...written,
      id: `part-${index}`,
      text,
      createdAt: at + index,
    }))
    const refused: Fault = { kind: 'status', status: 413 }
    flow.botpress.faults.add({ ...OPERATIONS.getOrCreateMessage, skip: 1, times: 1, fault: refused })
    const body = { eventName: 'conversationTranscript', visitor: { id: session.visitorId }, messages }
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual([
      'Julia: Hello',
      'Julia: Before',
      'Julia: (part of this message could not be shown)',
      'Julia: After',
    ])
    expect(stops(flow, session)).toBe(1)
    expect(flow.inbox(session.visitorId)).toContain(MAY_HAVE_BEEN_LOST)
  })

  it('holds up nothing when a message is said to be in another conversation, in whatever words', async () => {
    const session = await answered(flow)
    const taken = { code: 409, type: 'AlreadyExists', message: 'It is in another conversation', id: 'err_1' }
    const fault = { kind: 'status', status: 409, body: taken } as const
    flow.botpress.faults.add({ ...OPERATIONS.getOrCreateMessage, fault })
    const message = { id: 'taken', type: 'agent', text: 'Bye', agentId: JULIA.id, agentName: 'Julia' }
    const body = { eventName: 'conversationTranscript', visitor: { id: session.visitorId }, messages: [message] }
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(stops(flow, session)).toBe(1)
    expect(flow.inbox(session.visitorId)).toContain(MAY_HAVE_BEEN_LOST)
  })

  it('is said to be lost by the agent of its session, where the card names one', async () => {
    const session = await flow.handedOver({ card: { hitlSession: { agentId: MARCO.id } } })
    flow.botpress.faults.add({ ...OPERATIONS.getOrCreateMessage, fault: { kind: 'status', status: 500 } })
    await flow.agentSays(session.visitorId, 'Hello')
    expect(flow.inbox(session.visitorId).at(-1)).toMatch(/^Marco> .+ Please send it again\.$/)
  })

  it('is told once, and its agent nothing, when a slow creation is in conflict with itself', async () => {
    const session = await answered(flow)
    flow.botpress.faults.add({
      ...OPERATIONS.getOrCreateMessage,
      times: 1,
      fault: { kind: 'hang', afterWork: true },
    })
    const body = { code: 409, type: 'AlreadyExists', message: 'It is there', id: 'err_1' }
    flow.botpress.faults.add({ ...OPERATIONS.getOrCreateMessage, fault: { kind: 'status', status: 409, body } })
    await flow.agentSays(session.visitorId, 'Your parcel comes on Monday')
    flow.botpress.faults.clear()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Julia: Your parcel comes on Monday'])
    expect(flow.inbox(session.visitorId).at(-1)).toBe('Julia> Your parcel comes on Monday')
  })

  it('brings the last words and the end with a transcript of nearly 6 MB, the most that Lambda takes', async () => {
    const session = await answered(flow)
    const visitorLines = Array.from({ length: 58 }, (_, index) => {
      return { id: `big-${index}`, type: 'visitor', text: 'x'.repeat(100_000), createdAt: index }
    })
    const bye = { id: 'bye', type: 'agent', text: 'Bye', agentId: JULIA.id, agentName: 'Julia', createdAt: 100 }
    const body = {
      eventName: 'conversationTranscript',
      visitor: { id: session.visitorId },
      messages: [...visitorLines, bye],
    }
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Julia: Bye'])
    expect(stops(flow, session)).toBe(1)
  })

  it('makes a bounded number of calls, however much is in it', async () => {
    const session = await answered(flow)
    const messages = Array.from({ length: 400 }, (_, index) => ({
      id: `m${index}`,
      type: 'agent',
      text: `line ${index}`,
      createdAt: index + 1,
      agentId: JULIA.id,
      agentName: 'Julia',
    }))
    const body = { eventName: 'conversationFragment', visitor: { id: session.visitorId }, messages }
    const { botpress } = await flow.callsDuring(() => flow.deliver(body))
    expect(botpress.length).toBeLessThanOrEqual(40)
    expect(flow.inbox(session.visitorId)).toContain(MAY_HAVE_BEEN_LOST)
  })
})
