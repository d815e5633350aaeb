import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, MARCO } from '../sandbox/sandbox'
import { Flow, read, type Handover } from './support/flow'

describe("an agent's message", () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => {
    flow = await Flow.start({ processes: 2 })
    session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
  })
  afterAll(() => flow.close())

  const fragment = (messages: object[], agents: object[] = []) => ({
    eventName: 'conversationFragment',
    conversationId: 'c',
    visitor: { id: session.visitorId },
    messages,
    agents,
  })
  const agentLines = () => session.chat.lines().filter(({ from }) => from === 'agent')

  it('costs two calls in sequence and none to Brevo', async () => {
    const calls = await flow.callsDuring(() => flow.agentSays(session.visitorId, 'Again'))
    expect(calls.brevo).toEqual([])
    expect(calls.botpress).toEqual(['getConversation', 'getOrCreateMessage'])
  })

  it('reaches the user once however often it is delivered, also at once', async () => {
    const body = fragment([{ id: 'same', type: 'agent', text: 'Only once', agentId: JULIA.id, agentName: 'Julia' }])
    const answers = await Promise.all(Array.from({ length: 8 }, () => flow.deliver(body)))
    await flow.sandbox.settled()
    const repeated = await flow.callsDuring(() => flow.deliver(body))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect(read(session.chat).filter((line) => line === 'Julia: Only once')).toHaveLength(1)
    expect(repeated.botpress).toHaveLength(2)
  })

  it('comes with all others of its fragment, oldest first, without echoes and visitors', async () => {
    const before = agentLines().length
    await flow.deliver(
      fragment([
        { id: 'f3', type: 'agent', text: 'three', createdAt: 3, agentId: JULIA.id, agentName: 'Julia' },
        { id: 'f2', type: 'agent', text: 'echo', createdAt: 2, agentId: JULIA.id, receivedFrom: 'Botpress' },
        { id: 'f1', type: 'agent', text: 'one', createdAt: 1, agentId: JULIA.id, agentName: 'Julia' },
        { id: 'f0', type: 'visitor', text: 'visitor', createdAt: 0 },
      ])
    )
    await flow.sandbox.settled()
    expect(
      agentLines()
        .slice(before)
        .map(({ text }) => text)
    ).toEqual(['one', 'three'])
  })

  it('costs nothing when there are only echoes', async () => {
    const echoes = fragment([{ id: 'e1', type: 'agent', text: 'Botpress User: x', receivedFrom: 'Botpress' }])
    expect(await flow.callsDuring(() => flow.deliver(echoes))).toEqual({ brevo: [], botpress: [] })
    expect(await flow.callsDuring(() => flow.deliver(fragment([])))).toEqual({ brevo: [], botpress: [] })
  })

  it('brings text and files as messages of their kind', async () => {
    const before = agentLines().length
    flow.brevo.agentWrites(session.visitorId, {
      agentId: JULIA.id,
      text: 'See these',
      attachments: [
        { name: 'chart.png', link: 'https://files.example/1', mimeType: 'image/png' },
        { name: 'note.mp3', link: 'https://files.example/2' },
        { name: 'clip.mp4', link: 'https://files.example/3' },
        { name: 'bill.pdf', link: 'https://files.example/4' },
      ],
    })
    await flow.sandbox.settled()
    expect(
      agentLines()
        .slice(before)
        .map(({ type }) => type)
    ).toEqual(['text', 'image', 'audio', 'video', 'file'])
  })

  it('has its own author, and a change of agent is announced once', async () => {
    const joined = () => read(session.chat).filter((line) => line.includes('has joined')).length
    expect(joined()).toBe(1)
    const body = fragment([{ id: 'marco1', type: 'agent', text: 'I take over', agentId: MARCO.id, agentName: 'Marco' }])
    await Promise.all([flow.deliver(body), flow.deliver(body), flow.deliver(body)])
    await flow.sandbox.settled()
    await flow.agentSays(session.visitorId, 'Still me', MARCO.id)
    expect(read(session.chat).slice(-3)).toEqual([
      'Marco: I take over',
      'notice: A human agent has joined the conversation.',
      'Marco: Still me',
    ])
    expect(flow.events('hitlAssigned', session.conversationId)).toHaveLength(1)
    expect(joined()).toBe(2)
  })

  it('shows the agent under a new name as soon as it has changed', async () => {
    await flow.deliver(
      fragment([
        {
          id: 'renamed',
          type: 'agent',
          text: 'New name',
          agentId: MARCO.id,
          agentName: 'Marco P.',
          agentUserpic: 'https://x.y/m.png',
        },
      ])
    )
    await flow.sandbox.settled()
    expect(agentLines().at(-1)).toMatchObject({ name: 'Marco P.', pictureUrl: 'https://x.y/m.png', text: 'New name' })
  })

  it('is complete although Botpress failed in the middle', async () => {
    const before = agentLines().length
    const body = fragment([
      { id: 'h1', type: 'agent', text: 'half', createdAt: 1, agentId: JULIA.id, agentName: 'Julia' },
      { id: 'h2', type: 'agent', text: 'whole', createdAt: 2, agentId: JULIA.id, agentName: 'Julia' },
    ])
    flow.botpress.faults.add({
      path: /get-or-create$/,
      method: 'POST',
      skip: 2,
      times: 1,
      fault: { kind: 'status', status: 500 },
    })
    const first = await flow.deliver(body)
    const second = await flow.deliver(body)
    await flow.sandbox.settled()
    expect([first.status, second.status]).toEqual([200, 200])
    expect(
      agentLines()
        .slice(before)
        .map(({ text }) => text)
    ).toEqual(['half', 'whole'])
  })
})

describe('visitors of the company’s website', () => {
  it('cost no call at all, whatever happens to them', async () => {
    const flow = await Flow.start()
    const calls = await flow.callsDuring(async () => {
      const stranger = flow.brevo.visitorWrites('Do you ship to Spain?')
      flow.brevo.agentWrites(stranger, { agentId: JULIA.id, text: 'We do.' })
      flow.brevo.agentFinishes(stranger, JULIA.id)
      await flow.sandbox.settled()
    })
    expect(calls).toEqual({ brevo: [], botpress: [] })
    expect(flow.brevo.webhooks.deliveries().length).toBeGreaterThanOrEqual(3)
    await flow.close()
  })
})
