import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_KEY, JULIA } from '../sandbox/sandbox'
import { Flow, read, type Handover } from './support/flow'
import { makeVisitorId } from './support/product'

const event = (fields: object) => JSON.stringify({ eventName: 'conversationFragment', conversationId: 'c', ...fields })

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('the webhook', () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => {
    flow = await Flow.start()
    session = await flow.handedOver()
  })
  afterAll(() => flow.close())

  /** Delivers, and sees that nothing was called and nothing changed. */
  const inert = async (body: string, options?: Parameters<Flow['deliver']>[1]) => {
    const linesBefore = session.chat.lines().length
    let status = 0
    const calls = await flow.callsDuring(async () => {
      ;({ status } = await flow.deliver(body, options))
    })
    expect(calls).toEqual({ brevo: [], botpress: [] })
    expect(session.chat.lines()).toHaveLength(linesBefore)
    return status
  }

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('answers %s with 405', async (method) => {
    expect(await inert('{}', { method })).toBe(405)
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['plain text', 'hello'],
    ['half of a JSON text', '{"eventName":"conversationFr'],
    ['two JSON texts', '{}{}'],
    ['a trailing comma', '{"eventName":"x",}'],
    ['single quotes', "{'eventName':'x'}"],
    ['a form', 'eventName=conversationFragment'],
    ['XML', '<event/>'],
    ['null', 'null'],
    ['true', 'true'],
    ['a number', '5'],
    ['a huge number', '1e999'],
    ['a string', '"conversationFragment"'],
    ['an empty list', '[]'],
    ['a list of events', `[${event({ visitor: { id: 'x' } })}]`],
    ['an empty object', '{}'],
    ['no event name', '{"visitor":{"id":"x"}}'],
    ['an event name that is a number', '{"eventName":5,"visitor":{"id":"x"}}'],
    ['an event name that is null', '{"eventName":null,"visitor":{"id":"x"}}'],
    ['no visitor', event({})],
    ['a visitor that is null', event({ visitor: null })],
    ['a visitor that is a list', event({ visitor: ['x'] })],
    ['a visitor that is a string', event({ visitor: 'x' })],
    ['a visitor without an id', event({ visitor: {} })],
    ['a visitor id that is a number', event({ visitor: { id: 5 } })],
    ['a visitor id that is null', event({ visitor: { id: null } })],
    ['a visitor id that is an object', event({ visitor: { id: { $ne: '' } } })],
    ['lists ten thousand deep', deep(10_000)],
    ['lists half a million deep', deep(500_000)],
    ['prototype keys alone', '{"__proto__":{"eventName":"conversationFragment","visitor":{"id":"x"}}}'],
    ['a byte order mark inside', '\uFEFF\uFEFF{"eventName":"x"}'],
    ['null bytes', '\u0000\u0000'],
    ['an id of a million characters', event({ visitor: { id: 'b'.repeat(1_000_000) } })],
  ])('answers %s with 400', async (_, body) => {
    expect(await inert(body)).toBe(400)
  })

  it.each(['conversationExploded', 'constructor'])(
    'answers the event %s of our visitor with 400',
    async (eventName) => {
      expect(await inert(JSON.stringify({ eventName, visitor: { id: session.visitorId } }))).toBe(400)
    }
  )

  it.each([
    [
      'a visitor of the website',
      () => ({ eventName: 'conversationTranscript', visitor: { id: 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg' } }),
    ],
    ['an empty visitor id', () => ({ eventName: 'conversationTranscript', visitor: { id: '' } })],
    ['a path instead of an id', () => ({ eventName: 'conversationTranscript', visitor: { id: '../../users' } })],
    [
      'an id of ours with one character changed',
      () => ({
        eventName: 'conversationTranscript',
        visitor: { id: session.visitorId.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) },
      }),
    ],
    [
      'an id that another bot on the same account made',
      () => ({
        eventName: 'conversationTranscript',
        visitor: { id: makeVisitorId(session.conversationId, { key: API_KEY, webhookId: 'another' }) },
      }),
    ],
  ])('answers %s with 200 and does nothing', async (_, body) => {
    expect(await inert(JSON.stringify(body()))).toBe(200)
  })

  it('takes an event for a conversation that is gone', async () => {
    const gone = makeVisitorId('conv_01ARZ3NDEKTSV4RRFFQ69G5FAV', {
      key: API_KEY,
      webhookId: flow.botpress.identity.webhookId,
    })
    for (const eventName of ['conversationStarted', 'conversationFragment', 'conversationTranscript']) {
      const body = { eventName, visitor: { id: gone }, messages: [{ id: '1', type: 'agent', text: 'x' }] }
      expect((await flow.deliver(body)).status).toBe(200)
    }
  })

  it('lets odd, missing, null and unknown fields cost nothing', async () => {
    const odd = `{
      "eventName": "conversationFragment", "eventName": "conversationFragment", "conversationId": 7, "__proto__": {"polluted": true},
      "constructor": {"prototype": {"polluted": true}}, "newField": [[[]]], "agents": "none", "isNoAvailableAgent": "no",
      "visitor": {"id": "${session.visitorId}", "threadLink": 5, "ip": null, "contactAttributes": {"__proto__": 1}},
      "messages": [null, 7, "x", {"type": "agent"}, {"id": "odd-1", "type": "agent", "text": null},
        {"id": "odd-2", "type": "agent", "text": "\\ud83d half", "createdAt": 1e308, "agentId": null, "agentName": null, "attachments": [null, {"link": 5}]},
        {"id": "odd-3", "type": "agent", "text": "sound", "createdAt": "2026-01-01T00:00:00Z", "agentId": "${JULIA.id}", "agentName": "Julia"}]
    }`
    expect((await flow.deliver(odd)).status).toBe(200)
    await flow.sandbox.settled()
    expect(read(session.chat).filter((line) => /sound|half/.test(line))).toEqual(['agent: \uFFFD half', 'Julia: sound'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('asks to come again when Botpress does not accept it, and completes it with the next delivery', async () => {
    flow.botpress.faults.add({ path: /conversations/, fault: { kind: 'status', status: 400 }, times: 1 })
    const body = event({
      visitor: { id: session.visitorId },
      messages: [{ id: 'again', type: 'agent', text: 'later', agentId: JULIA.id }],
    })
    expect((await flow.deliver(body)).status).toBe(429)
    expect((await flow.deliver(body)).status).toBe(200)
  })
})
