import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { agentLine, agentTime, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, type Handover } from './support/flow'

/* What somebody may send who knows the webhook's URL, or writes in a session with bad intent. See `kinds.md`. */

let flow: Flow
let session: Handover
beforeAll(async () => {
  flow = await Flow.start({ hourlyLimit: 1_000 })
  session = await flow.handedOver()
})
afterEach(() => flow.botpress.faults.clear())
afterAll(() => flow.close())

const MB = 1_000_000
const fresh = async (): Promise<void> => {
  session = await flow.handedOver()
}
const answers = () => session.chat.lines().filter(({ from }) => from === 'agent')
const deliver = async (body: unknown): Promise<number> => {
  const { status } = await flow.deliver(body)
  await flow.sandbox.settled()
  return status
}

const WORDS = 'pay-here-1'

const stranger = (fields: object) => ({
  ...eventOf('conversationFragment', 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg', [agentLine('s-1', WORDS)]),
  ...fields,
})

describe('who knows only the URL', () => {
  it.each([
    ['an event name of 1.9 MB', () => stranger({ eventName: WORDS.repeat(190_000) })],
    ['an id of 1.5 MB', () => stranger({ visitor: { id: WORDS.repeat(150_000) } })],
    ['an id with line ends', () => stranger({ visitor: { id: `bpc\n${WORDS}\u2028${WORDS}` } })],
    ['a conversation id of 1 MB', () => stranger({ conversationId: WORDS.repeat(100_000) })],
    ['padding of 5 MB', () => stranger({ padding: WORDS.repeat(500_000) })],
    ['a body that is no JSON', () => WORDS.repeat(100_000)],
    ['a secret nobody asked for', () => stranger({ secret: WORDS })],
  ])('cannot write into the log with %s, nor cause a call', async (_, body) => {
    const [printed, told] = [flow.sandbox.output.length, flow.sandbox.ownerLog.lines().length]
    const calls = await flow.callsDuring(() => deliver(body()))
    expect(calls).toEqual({ brevo: [], botpress: [] })
    expect(flow.sandbox.output.slice(printed)).not.toContain(WORDS)
    expect(flow.sandbox.output.length - printed).toBeLessThan(500)
    expect(flow.sandbox.ownerLog.lines().length - told).toBeLessThanOrEqual(1)
  })

  it('gets the same answer for a right seal as for a wrong one', async () => {
    const ids = [session.visitorId, session.visitorId.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), 'nobody']
    for (const eventName of ['conversationStarted', 'conversationFragment'] as const) {
      const got = []
      for (const id of ids) {
        got.push(await flow.deliver(eventOf(eventName, id, [])))
      }
      expect(new Set(got.map((each) => JSON.stringify(each))).size).toBe(1)
    }
  })
})

describe('one huge request for a session', () => {
  /** Thirty messages, five authors with two calls each, four of them announced with four, and the session itself. */
  const MOST_CALLS = 30 + 5 * 2 + 4 * 4 + 8

  it.each([
    [
      '40,000 short messages',
      () => Array.from({ length: 40_000 }, (_, at) => ({ type: 'agent', text: `${at}`, createdAt: agentTime() })),
    ],
    [
      '9,000 messages of as many agents',
      () => Array.from({ length: 9_000 }, (_, at) => agentLine(`m-${at}`, 'x', {}, { id: `agent-${at}` })),
    ],
    [
      '5,000 texts under one id, of as many agents',
      () => Array.from({ length: 5_000 }, (_, at) => agentLine('same', `text ${at}`, {}, { id: `agent-${at}` })),
    ],
    [
      'one message with 20,000 files',
      () => [
        agentLine('files', 'x', {
          attachments: Array.from({ length: 20_000 }, (_, at) => ({ link: `https://x.y/${at}`, name: `${at}` })),
        }),
      ],
    ],
    ['one text of 2 MB', () => [agentLine('long', 'words '.repeat(330_000))]],
    ['HTML of 2 MB', () => [agentLine('html', '', { html: '<div><a href="https://x.y">a</a>'.repeat(60_000) })]],
  ])('%s: a bounded number of calls, and an answer in time', async (_, messages) => {
    await fresh()
    const startedAt = Date.now()
    const calls = await flow.callsDuring(() => deliver(fragmentOf(session.visitorId, ...messages())))
    expect(calls.botpress.length).toBeLessThanOrEqual(MOST_CALLS)
    expect(calls.brevo.length).toBeLessThanOrEqual(2)
    expect(answers().length).toBeGreaterThan(0)
    expect(answers().length).toBeLessThanOrEqual(30)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  })

  it('after the end causes no more either', async () => {
    await fresh()
    await flow.agentFinishes(session.visitorId)
    const messages = Array.from({ length: 9_000 }, (_, at) => agentLine(`late-${at}`, 'x', {}, { id: `agent-${at}` }))
    const calls = await flow.callsDuring(() => deliver(fragmentOf(session.visitorId, ...messages)))
    expect(calls.botpress.length).toBeLessThanOrEqual(MOST_CALLS)
    expect(calls.brevo.length).toBeLessThanOrEqual(5)
  })

  it.each([
    ['a link of 1 MB', { attachments: [{ name: 'a.png', link: `https://x.y/${'a'.repeat(MB)}` }] }],
    ['a name of 1 MB', { attachments: [{ name: 'n'.repeat(MB), link: 'https://x.y/a.pdf' }] }],
    ['an author’s name of 1 MB', { agentName: 'J'.repeat(MB) }],
    ['an author’s id of 1.5 MB', { agentId: 'j'.repeat(1.5 * MB) }],
    ['a picture of 1 MB', { agentUserpic: `https://x.y/${'p'.repeat(MB)}` }],
    [
      'a MIME type of 1 MB',
      { attachments: [{ name: 'a', mimeType: `image/${'m'.repeat(MB)}`, link: 'https://x.y/a' }] },
    ],
    ['a date of 1 MB', { createdAt: '2'.repeat(MB) }],
  ])('%s costs no more than itself, and is never asked for again', async (name, fields) => {
    await fresh()
    const id = `beside-${name.replace(/\W/g, '-')}`
    expect(await deliver(fragmentOf(session.visitorId, agentLine(id, 'I am here', fields)))).toBe(200)
    expect(answers().map(({ text }) => text)).toContain('I am here')
    expect(JSON.stringify(answers()).length).toBeLessThan(5_000)
  })

  it.each(['deep', 'attachments', 'to', 'html', 'agentName'])(
    'lists 100,000 deep in the field %s cost no more than themselves',
    async (field) => {
      await fresh()
      const lines = [agentLine(`deep-${field}`, 'deep', { [field]: '?' }), agentLine(`flat-${field}`, 'I am here')]
      const body = JSON.stringify(fragmentOf(session.visitorId, ...lines))
      expect(await deliver(body.replace('"?"', '['.repeat(100_000) + ']'.repeat(100_000)))).toBe(200)
      expect(answers().map(({ text }) => text)).toContain('I am here')
    }
  )

  it('a message id of 1.5 MB is known again at the next delivery', async () => {
    await fresh()
    const body = fragmentOf(session.visitorId, agentLine('i'.repeat(1.5 * MB), 'Once'))
    expect([await deliver(body), await deliver(body)]).toEqual([200, 200])
    expect(answers().map(({ text }) => text)).toEqual(['Once'])
  })

  it.each(['!untold', '!refused', 'untold', 'refused', 'a/1', 'fingerprint:1'])(
    'the id %j of a message of Brevo’s is mistaken for none of ours',
    async (id) => {
      await fresh()
      await deliver(fragmentOf(session.visitorId, agentLine(id, 'one')))
      await deliver(fragmentOf(session.visitorId, agentLine(`${id}x`, 'two')))
      expect(answers().map(({ text }) => text)).toEqual(['one', 'two'])
    }
  )
})
