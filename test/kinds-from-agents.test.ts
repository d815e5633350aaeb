import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, MARCO } from '../sandbox/sandbox'
import { agentLine, agentTime, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, read, type Handover } from './support/flow'

/* What agents really send, through the whole integration: whom it is for, and who says it. See `kinds.md`. */

let flow: Flow
let session: Handover
beforeAll(async () => (flow = await Flow.start({ processes: 2, hourlyLimit: 1_000 })))
afterEach(() => flow.botpress.faults.clear())
afterAll(() => flow.close())

const deliver = async (...messages: object[]): Promise<void> => {
  expect((await flow.deliver(fragmentOf(session.visitorId, ...messages))).status).toBe(200)
  await flow.sandbox.settled()
}
const fresh = async (): Promise<void> => {
  session = await flow.handedOver()
}
const answers = ({ chat }: Handover = session) => chat.lines().filter(({ from }) => from === 'agent')
const texts = (of: Handover = session) =>
  answers(of).map(({ name, text, type }) => `${name ?? 'agent'}: ${text ?? type}`)
const joined = () => read(session.chat).filter((line) => line.includes('has joined')).length
const assigned = () => flow.events('hitlAssigned', session.conversationId).length

describe('automatic lines', () => {
  const FLAGS = ['isTrigger', 'isBot', 'isPushed']

  it.each(FLAGS)('with %s are nobody’s answer: left out, nobody joins, nothing is asked of Botpress', async (flag) => {
    await fresh()
    const calls = await flow.callsDuring(() => deliver(agentLine(`a-${flag}`, 'We are away', { [flag]: true })))
    expect(calls).toEqual({ brevo: [], botpress: [] })
    await deliver(agentLine(`p-${flag}`, 'Now I am here'))
    expect(texts()).toEqual(['Julia: Now I am here'])
    expect([joined(), assigned()]).toEqual([1, 0])
  })

  it.each(FLAGS)('with %s are shown, before the answer, where the setting says so', async (flag) => {
    await fresh()
    await flow.configured({ automaticMessages: true }, () =>
      deliver(
        agentLine(`b-${flag}`, 'We are away', { [flag]: true, createdAt: agentTime() - 1_000 }),
        agentLine(`q-${flag}`, 'Hello')
      )
    )
    expect(texts()).toEqual(['Julia: We are away', 'Julia: Hello'])
  })

  it('are left out of a transcript too', async () => {
    await fresh()
    const messages = [agentLine('t-1', 'Rate us!', { isTrigger: true }), agentLine('t-2', 'Bye')]
    await flow.deliver(eventOf('conversationTranscript', session.visitorId, messages))
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Bye'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
  })
})

describe('words between colleagues', () => {
  const INTERNAL: [string, object][] = [
    ['a forward', { isForward: true }],
    ['a mail to a supplier', { to: ['supplier@example.com'] }],
    ['a copy', { cc: 'boss@example.com' }],
    ['a hidden copy', { bcc: [{ email: 'boss@example.com' }] }],
    ['a note', { type: 'note' }],
    ['a type of the future', { type: 'agent_whisper' }],
    ['no type', { type: undefined }],
  ]

  it.each(INTERNAL)('%s never reaches the customer, live or in the transcript', async (name, fields) => {
    await fresh()
    const secret = agentLine(`i-${name.replaceAll(' ', '-')}`, 'He is a difficult one', fields)
    await deliver(secret)
    await flow.deliver(
      eventOf('conversationTranscript', session.visitorId, [secret, agentLine(`after ${name}`, 'Bye')])
    )
    await flow.sandbox.settled()
    expect(texts()).toEqual(['Julia: Bye'])
  })
})

describe('expected things', () => {
  it('such as two deliveries at once log no stack and no code words', async () => {
    await fresh()
    const before = flow.sandbox.output.length
    const lines = [agentLine('once-1', 'One', {}, MARCO), agentLine('once-2', 'Two')]
    const body = fragmentOf(session.visitorId, ...lines)
    const end = eventOf('conversationTranscript', session.visitorId, lines)
    await Promise.all([...Array.from({ length: 6 }, () => flow.deliver(body)), flow.deliver(end), flow.deliver(end)])
    await flow.sandbox.settled()
    expect(texts().sort()).toEqual(['Julia: Two', 'Marco: One'])
    const logged = flow.sandbox.output.slice(before)
    expect(logged).not.toMatch(/\n\s+at |unexpected|[A-Z]\w+Error|\([^)\n]*\(/)
  })

  it('such as a busy Brevo are told in sentences', async () => {
    await fresh()
    flow.brevo.faults.add({ path: /messages$/, times: 9, fault: { kind: 'status', status: 400 } })
    await session.chat.say('refused')
    flow.brevo.faults.clear()
    const [line] = flow.sandbox.ownerLog.lines().slice(-1)
    expect(line?.text).toMatch(
      /^Messages in conversation \S+ could not be sent to Brevo: Brevo rejected the request\. /
    )
    expect(line?.text).not.toMatch(/[()]{2}|refused|\([^)]*\(/)
  })
})

describe('who says it', () => {
  it('two agents who take turns are announced once each', async () => {
    await fresh()
    for (const [index, agent] of [JULIA, MARCO, JULIA, MARCO, JULIA].entries()) {
      await flow.agentSays(session.visitorId, `line ${index}`, agent.id)
    }
    expect(texts().map((line) => line.split(':')[0])).toEqual(['Julia', 'Marco', 'Julia', 'Marco', 'Julia'])
    expect([joined(), assigned()]).toEqual([2, 1])
  })

  it('agents without an id appear under their own name in each session, and share no picture', async () => {
    await fresh()
    const first = session
    const said = (id: string, name: string, picture?: string) =>
      deliver(agentLine(id, `I am ${name}`, picture ? { agentUserpic: picture } : {}, { name }))
    await said('n-1', 'Julia', 'https://x.y/this-julia.png')
    await said('n-2', 'Marco')
    await fresh()
    await said('n-3', 'Zoe')
    await said('n-4', 'Julia', 'https://x.y/another-julia.png')
    expect([texts(first), texts()]).toEqual([
      ['Julia: I am Julia', 'Marco: I am Marco'],
      ['Zoe: I am Zoe', 'Julia: I am Julia'],
    ])
    const authors = flow.botpress.users().filter(({ tags }) => tags.agentId?.startsWith('name:'))
    expect(authors.map(({ name }) => name)).toEqual(['Julia', 'Marco', 'Zoe', 'Julia'])
    expect(answers(first)[0]?.pictureUrl).toBe('https://x.y/this-julia.png')
    expect(authors.find(({ pictureUrl }) => pictureUrl?.includes('another'))?.tags.agentId).toContain(
      session.conversationId
    )
  })

  it('each agent who writes after the end reads once that nobody reads', async () => {
    await fresh()
    await session.chat.say('/end')
    for (const agent of [JULIA, MARCO, JULIA, MARCO]) {
      await flow.agentSays(session.visitorId, 'Hello?', agent.id)
    }
    const told = flow.inbox(session.visitorId).slice(-6)
    expect(told.map((line) => line.replace(/(> The user has left this chat\.) .*/, '$1'))).toEqual([
      'Julia> Hello?',
      'Website bot> The user has left this chat.',
      'Marco> Hello?',
      'Website bot> The user has left this chat.',
      'Julia> Hello?',
      'Marco> Hello?',
    ])
  })

  it('an agent without id and name is nobody else', async () => {
    await fresh()
    await deliver(agentLine('u-1', 'Who am I?', {}, {}))
    await deliver(agentLine('u-2', 'I am Julia'))
    expect(texts()).toEqual(['agent: Who am I?', 'Julia: I am Julia'])
  })
})
