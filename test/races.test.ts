import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { API_KEY, JULIA, MARCO } from '../sandbox/sandbox'
import { Flow, read, type Handover } from './support/flow'
import { until } from './support/until'

const lineOf = (agent: { id: string; name: string }, id: string, text: string, createdAt = Date.now()) => ({
  id,
  type: 'agent',
  text,
  createdAt,
  agentId: agent.id,
  agentName: agent.name,
})
const eventOf = (eventName: string, { visitorId }: Pick<Handover, 'visitorId'>, messages: object[] = []) => ({
  eventName,
  conversationId: 'c',
  visitor: { id: visitorId, threadLink: 'https://brevo.example/t' },
  messages,
})
const fragment = (session: Pick<Handover, 'visitorId'>, ...messages: object[]) =>
  eventOf('conversationFragment', session, messages)
const transcript = (session: Pick<Handover, 'visitorId'>, ...messages: object[]) =>
  eventOf('conversationTranscript', session, messages)

const agentLines = ({ chat }: Handover) => read(chat).filter((line) => /^(Julia|Marco):/.test(line))

it('announce the second agent, although reads lag behind the first one', async () => {
  const flow = await Flow.start({ processes: 2, world: { botpress: { readLagMs: 2_000 } } })
  const { conversationId, visitorId } = await flow.handedOver()
  await flow.agentSays(visitorId, 'Julia 1')
  await flow.agentSays(visitorId, 'Marco 1', MARCO.id)
  await flow.sandbox.advance(5_000)
  await flow.agentSays(visitorId, 'Julia 2')
  const nameOf = (userId: unknown) => flow.botpress.users().find(({ id }) => id === userId)?.name
  expect(flow.events('hitlAssigned', conversationId).map(({ userId }) => nameOf(userId))).toEqual(['Marco'])
  await flow.close()
})

describe('invocations that meet', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ processes: 4, hourlyLimit: 1_000 })))
  afterEach(() => {
    flow.brevo.faults.clear()
    flow.botpress.faults.clear()
  })
  afterAll(() => flow.close())

  const stops = ({ conversationId }: Handover) => flow.events('hitlStopped', conversationId).length

  it('end a session although Botpress fails while the line of another agent is brought', async () => {
    const session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    const body = transcript(session, lineOf(MARCO, 'nested', 'Bye from Marco'))
    flow.botpress.faults.add({ path: /users\/get-or-create$/, times: 1, fault: { kind: 'status', status: 500 } })
    expect((await flow.deliver(body)).status).toBe(200)
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Marco: Bye from Marco'])
    expect(stops(session)).toBe(1)
  })

  /** A session whose start is held up, and what happens to it meanwhile. */
  const whileStarting = async (meanwhile: (visitorId: string) => Promise<unknown>): Promise<Handover> => {
    const before = new Set(flow.brevo.conversations().map(({ visitor }) => visitor.id))
    flow.brevo.faults.add({ path: /visitorGroup$/, times: 1, fault: { kind: 'delay', ms: 200 } })
    const chat = flow.botpress.bot.openChat({ name: 'Ada', card: { hitlSession: { groupId: 'support' } } })
    const starting = chat.say('human please')
    const opened = () => flow.brevo.conversations().find(({ visitor }) => !before.has(visitor.id))?.visitor.id
    await until('the conversation in Brevo', () => opened() !== undefined)
    const visitorId = opened() ?? ''
    await Promise.all([starting, meanwhile(visitorId)])
    await flow.sandbox.settled()
    return { chat, visitorId, conversationId: chat.session()!.conversationId }
  }

  it('bring a greeting that comes while the session is being started', async () => {
    const session = await whileStarting(async (visitorId) => {
      flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'We will be with you soon.' })
    })
    expect(agentLines(session)).toEqual(['Julia: We will be with you soon.'])
  })

  it('end a session that an agent finishes while it is being started', async () => {
    const session = await whileStarting(async (visitorId) => flow.brevo.agentFinishes(visitorId, JULIA.id))
    expect(stops(session)).toBe(1)
    expect(session.chat.session()?.active).toBe(false)
  })

  it('lose no file of a message of which only the text arrived before the transcript', async () => {
    const session = await flow.handedOver()
    const both = { ...lineOf(JULIA, 'half', 'See this'), attachments: [{ name: 'a.png', link: 'https://x.y/a.png' }] }
    flow.botpress.faults.add({
      path: /messages\/get-or-create$/,
      skip: 1,
      times: 1,
      fault: { kind: 'status', status: 500 },
    })
    expect((await flow.deliver(fragment(session, both))).status).toBe(200)
    expect((await flow.deliver(transcript(session, both))).status).toBe(200)
    await flow.sandbox.settled()
    expect(
      session.chat
        .lines()
        .filter(({ from }) => from === 'agent')
        .map(({ type }) => type)
    ).toEqual(['text', 'image'])
  })

  it('announce each agent once, however often the fragment is delivered', async () => {
    const session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    const body = fragment(session, lineOf(MARCO, 'change-1', 'Marco here', 1), lineOf(JULIA, 'change-2', 'And me', 2))
    await Promise.all([flow.deliver(body), flow.deliver(body), flow.deliver(body)])
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Marco: Marco here', 'Julia: And me'])
    expect(flow.events('hitlAssigned', session.conversationId)).toHaveLength(1)
  })

  it('hold no message of a new agent back while lines of the user are being sent', async () => {
    const session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    flow.brevo.faults.add({ path: /messages$/, times: 1, fault: { kind: 'status', status: 503 } })
    flow.brevo.faults.add({ path: /messages$/, times: 1, fault: { kind: 'delay', ms: 600 } })
    const saying = session.chat.say('slow')
    await flow.untilState('sending', session.conversationId)
    expect((await flow.deliver(fragment(session, lineOf(MARCO, 'meanwhile', 'Marco here')))).status).toBe(200)
    await saying
    await flow.sandbox.settled()
    expect(agentLines(session)).toEqual(['Julia: Hello', 'Marco: Marco here'])
  })

  it('emit brevoConversationStarted once', async () => {
    const session = await flow.handedOver()
    const body = { ...eventOf('conversationStarted', session), isNoAvailableAgent: true }
    await Promise.all(Array.from({ length: 5 }, () => flow.deliver(body)))
    expect(flow.events('brevoConversationStarted', session.conversationId)).toHaveLength(1)
  })

  it('never show the user the opening, even if Brevo forgets who wrote it', async () => {
    const session = await flow.handedOver({ email: 'ada@example.com' })
    const [opening] = flow.brevo.messages(session.visitorId)
    await flow.deliver(fragment(session, { ...opening, receivedFrom: undefined }))
    await flow.sandbox.settled()
    expect(session.chat.lines().some(({ text }) => text?.includes('ada@example.com'))).toBe(false)
  })

  it('find another user for an agent whose user was deleted in Botpress', async () => {
    const session = await flow.handedOver()
    await flow.agentSays(session.visitorId, 'Hello')
    await flow.callApi('DELETE', `users/${flow.tags(session.conversationId).agentUserId}`)
    await flow.agentSays(session.visitorId, 'Still me')
    expect(agentLines(session).at(-1)).toBe('Julia: Still me')
    expect(flow.botpress.violations.splice(0)).toEqual([expect.stringMatching(/user "user_\w+" not found/)])
  })

  it('give one notice after Brevo has failed for a while', async () => {
    const session = await flow.handedOver()
    await flow.agentFinishes(session.visitorId)
    flow.brevo.faults.add({ path: /messages$/, times: 2, fault: { kind: 'status', status: 504 } })
    await flow.agentSays(session.visitorId, 'One more thing')
    await flow.agentSays(session.visitorId, 'Hello?')
    expect(flow.inbox(session.visitorId).filter((line) => line.includes('already finished'))).toHaveLength(1)
  })

  it('let the API key be changed while sessions are open, where there is a webhook secret', async () => {
    const session = await flow.configured({ webhookSecret: 'shared-secret-of-24-letters' }, () => flow.handedOver())
    await flow.configured({ apiKey: `${API_KEY}-new`, webhookSecret: 'shared-secret-of-24-letters' }, async () => {
      const url = { query: '?secret=shared-secret-of-24-letters' }
      expect((await flow.deliver(fragment(session, lineOf(JULIA, 'rotated', 'Still here')), url)).text).toBe('OK')
      await flow.sandbox.settled()
    })
    expect(agentLines(session)).toEqual(['Julia: Still here'])
  })

  it('begin a new session when the one of the same words was ended a moment ago', async () => {
    const { userId } = (await flow.act('createUser', { name: 'Ada' })).output
    const first = await flow.act('startHitl', { userId, messageHistory: [] })
    await flow.act('stopHitl', { conversationId: first.output.conversationId })
    const second = await flow.act('startHitl', { userId, messageHistory: [] })
    expect(second.status).toBe(200)
    expect(second.output.conversationId).not.toBe(first.output.conversationId)
  })
})
