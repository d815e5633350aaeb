import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, MARCO } from '../sandbox/sandbox'
import type { Fault } from '../sandbox/shared/faults'
import { Flow, read, type Handover } from './support/flow'

/*
 * Brevo may deliver an event only once. What fails for a moment has to be sat out, and what fails for longer must be
 * said to the agent. Time passes four times as fast here.
 */

const SPEED = 4
const real = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / SPEED))

/** Botpress's operations, by how they are called. */
const OPERATIONS = {
  getOrCreateMessage: { method: 'POST', path: /messages\/get-or-create$/ },
  getOrCreateUser: { method: 'POST', path: /users\/get-or-create$/ },
  getOrSetState: { method: 'POST', path: /states\/.*get-or-set$/ },
  setState: { method: 'POST', path: /states\/[^/]+\/[^/]+\/[^/]+$/ },
  createEvent: { method: 'POST', path: /\/events$/ },
  getConversation: { method: 'GET', path: /conversations\/[^/]+$/ },
  updateConversation: { method: 'PUT', path: /conversations\/[^/]+$/ },
} as const
type Operation = keyof typeof OPERATIONS

const agentLines = ({ chat }: Handover) => read(chat).filter((line) => /^(Julia|Marco):/.test(line))

const MAY_HAVE_BEEN_LOST = 'Website bot> Your last message may not have reached the user. Please send it again.'

describe('an event that comes only once', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start({ processes: 2, hourlyLimit: 1_000, speed: SPEED })
    flow.brevo.webhooks.retryDelaysMs = []
    await flow.botpress.register()
  })
  afterEach(() => {
    flow.botpress.faults.clear()
    flow.brevo.faults.clear()
    Object.assign(flow.brevo.webhooks.mode, { held: false, duplicate: false })
  })
  afterAll(() => flow.close())

  /** A fault that passes by itself, after so many ms of the sandbox's time. */
  const failFor = (operation: Operation, ms: number, fault: Fault = { kind: 'status', status: 500 }) => {
    const end = flow.botpress.faults.add({ ...OPERATIONS[operation], fault })
    void real(ms).then(end)
  }
  /** The delivery that brings an agent's message. */
  const deliveryOf = (text: string) =>
    flow.brevo.webhooks
      .deliveries()
      .filter(({ event }) => JSON.stringify(event).includes(text))
      .at(-1)!
  const stops = ({ conversationId }: Handover) => flow.events('hitlStopped', conversationId).length
  const answered = async (): Promise<Handover> => {
    const session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    return session
  }

  const flows: Record<string, { from: () => Promise<Handover>; act: (s: Handover) => Promise<void>; lines: string[] }> =
    {
      'an answer': {
        from: answered,
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once')),
        lines: ['Julia: Hello', 'Julia: Once'],
      },
      'a first answer': {
        from: () => flow.handedOver(),
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once')),
        lines: ['Julia: Once'],
      },
      "another agent's answer": {
        from: answered,
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once', MARCO.id)),
        lines: ['Julia: Hello', 'Marco: Once'],
      },
      'a transcript with last words': {
        from: answered,
        act: async ({ visitorId }) => {
          flow.brevo.webhooks.mode.held = true
          flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'Bye' })
          flow.brevo.agentFinishes(visitorId, JULIA.id)
          const finished = flow.brevo.webhooks.pending().at(-1)
          await flow.brevo.webhooks.redeliver(finished!.id)
        },
        lines: ['Julia: Hello', 'Julia: Bye'],
      },
    }

  const cases = Object.keys(flows).flatMap((name) =>
    Object.keys(OPERATIONS).flatMap((operation) => [500, 5_000].map((ms) => [name, operation, ms] as const))
  )

  it.each(cases)('brings %s although %s fails for %d ms', async (name, operation, ms) => {
    const { from, act, lines } = flows[name]!
    const session = await from()
    failFor(operation as Operation, ms)
    await act(session)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(lines)
    if (name.includes('transcript')) {
      expect(stops(session)).toBe(1)
      expect(session.chat.session()?.active).toBe(false)
      expect(read(session.chat).at(-1)).toContain('closed the conversation')
    }
  })

  it.each([
    ['that asks to wait for long', { kind: 'status', status: 429, headers: { 'retry-after': '600' } } as const],
    ['that asks to wait a while', { kind: 'status', status: 429, headers: { 'retry-after': '20' } } as const],
    ['that never answers', { kind: 'hang' } as const],
  ])('is answered within 8 s by a Botpress %s', async (_, fault) => {
    const session = await answered()
    flow.botpress.faults.add({ fault })
    flow.brevo.agentWrites(session.visitorId, { agentId: JULIA.id, text: 'Lost' })
    await flow.sandbox.settled()
    const [attempt] = deliveryOf('Lost').attempts
    expect(attempt!.status).toBe(429)
    expect(attempt!.durationMs * SPEED).toBeLessThan(9_000)
  })

  it('is delivered again under every reading, and the agent is told, when Botpress fails for long', async () => {
    const session = await answered()
    flow.botpress.faults.add({ ...OPERATIONS.getOrCreateMessage, fault: { kind: 'status', status: 500 } })
    const { id } = flow.brevo.agentWrites(session.visitorId, { agentId: JULIA.id, text: 'Later' })
    const body = {
      eventName: 'conversationFragment',
      visitor: { id: session.visitorId },
      messages: [{ id, type: 'agent', text: 'Later', agentId: JULIA.id, agentName: 'Julia', createdAt: Date.now() }],
    }
    await flow.sandbox.settled()
    expect(deliveryOf('Later').attempts.map(({ status }) => status)).toEqual([429])
    expect(flow.inbox(session.visitorId).at(-1)).toBe(MAY_HAVE_BEEN_LOST)
    flow.botpress.faults.clear()
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Julia: Later'])
  })

  it('is read within bounds: a link that nobody can open holds up neither its neighbours nor the end', async () => {
    const session = await answered()
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
    expect(stops(session)).toBe(1)
  })

  it('holds up nothing when Botpress refuses a part for good: its neighbours and the end come, the agent is told', async () => {
    const session = await answered()
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
      'Julia: (part of this message is too long to be shown)',
      'Julia: After',
    ])
    expect(stops(session)).toBe(1)
    expect(flow.inbox(session.visitorId)).toContain(MAY_HAVE_BEEN_LOST)
  })

  it('ends its session although the transcript is too large to be read', async () => {
    const session = await answered()
    const message = { type: 'agent', agentId: JULIA.id, agentName: 'Julia', createdAt: 1 }
    const messages = Array.from({ length: 60 }, (_, index) => ({
      ...message,
      id: `big-${index}`,
      text: 'x'.repeat(80_000),
    }))
    const body = {
      eventName: 'conversationTranscript',
      conversationId: 'c',
      visitor: { id: session.visitorId },
      messages,
    }
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(stops(session)).toBe(1)
    expect(session.chat.session()?.active).toBe(false)
  })

  it('makes a bounded number of calls, however much is in it', async () => {
    const session = await answered()
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
