import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, MARCO } from '../sandbox/sandbox'
import type { Fault } from '../sandbox/shared/faults'
import { read, type Flow, type Handover } from './support/flow'
import {
  agentLines,
  answered,
  endFaults,
  MAY_HAVE_BEEN_LOST,
  OPERATIONS,
  SPEED,
  startOnce,
  stops,
  type Operation,
} from './support/one-delivery'

/*
 * Brevo may deliver an event only once. What fails for a moment has to be sat out, and what fails for longer must be
 * said to the agent. Time passes four times as fast here.
 */

const real = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / SPEED))

describe('an event that comes only once', () => {
  let flow: Flow
  beforeAll(async () => (flow = await startOnce()))
  afterEach(() => endFaults(flow))
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

  const flows: Record<string, { from: () => Promise<Handover>; act: (s: Handover) => Promise<void>; lines: string[] }> =
    {
      'an answer': {
        from: () => answered(flow),
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once')),
        lines: ['Julia: Hello', 'Julia: Once'],
      },
      'a first answer': {
        from: () => flow.handedOver(),
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once')),
        lines: ['Julia: Once'],
      },
      "another agent's answer": {
        from: () => answered(flow),
        act: async ({ visitorId }) => void (await flow.agentSays(visitorId, 'Once', MARCO.id)),
        lines: ['Julia: Hello', 'Marco: Once'],
      },
      'a transcript with last words': {
        from: () => answered(flow),
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
      expect(stops(flow, session)).toBe(1)
      expect(session.chat.session()?.active).toBe(false)
      expect(read(session.chat).at(-1)).toContain('closed the conversation')
    }
  })

  it.each([
    ['that asks to wait for long', { kind: 'status', status: 429, headers: { 'retry-after': '600' } } as const],
    ['that asks to wait a while', { kind: 'status', status: 429, headers: { 'retry-after': '20' } } as const],
    ['that never answers', { kind: 'hang' } as const],
  ])('is answered within 8 s by a Botpress %s', async (_, fault) => {
    const session = await answered(flow)
    flow.botpress.faults.add({ fault })
    flow.brevo.agentWrites(session.visitorId, { agentId: JULIA.id, text: 'Lost' })
    await flow.sandbox.settled()
    const [attempt] = deliveryOf('Lost').attempts
    expect(attempt!.status).toBe(429)
    expect(attempt!.durationMs * SPEED).toBeLessThan(9_000)
  })

  it('is delivered again under every reading, and the agent is told, when Botpress fails for long', async () => {
    const session = await answered(flow)
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
})
