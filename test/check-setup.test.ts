import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_NAMES } from '../sandbox/brevo/model'
import { BOT_ACCOUNT } from '../sandbox/sandbox'
import { Flow } from './support/flow'
import { registered } from './support/registered'

/** Most checks wait ten seconds for what does not come. */
const SPEED = 6
const SECRET = 'a-secret-of-24-letters-0'
const TRANSCRIPT = expect.stringMatching(/^– Event "Conversation transcript": it comes when an agent finishes/)

describe('the check of the set-up', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start({ speed: SPEED, configuration: { webhookSecret: SECRET } })
    await registered(flow.botpress)
  })
  afterEach(() => {
    flow.brevo.faults.clear()
    EVENT_NAMES.forEach((name) => flow.brevo.webhooks.ticked.add(name))
  })
  afterAll(() => flow.close())

  const check = async (fields: Record<string, unknown> = {}) => {
    const answer = await flow.configured(fields, () => flow.botpress.platform.callAction('checkSetup', {}))
    await flow.sandbox.settled()
    return answer
  }

  it('proves the whole way, and leaves nothing but an empty conversation', async () => {
    const chats = flow.brevo.conversations().length
    expect(await check()).toEqual({
      ok: true,
      checks: [
        '✓ API key: Brevo accepts it.',
        '✓ Agent: Brevo knows it, and the key may write under its name.',
        '✓ Webhook: events of Brevo arrive.',
        '✓ Webhook secret: the events bear it.',
        '✓ Event "Conversation started": it has come.',
        '✓ Event "Conversation fragment": it has come.',
        TRANSCRIPT,
      ],
    })
    expect(flow.brevo.conversations()).toHaveLength(chats + 1)
    expect(flow.brevo.conversations()[0]?.messages).toEqual([])
    expect(flow.botpress.conversations()).toEqual([])
    expect(flow.events('brevoConversationStarted')).toEqual([])
  })

  it('costs two calls to Brevo', async () => {
    const { brevo } = await flow.callsDuring(() => check())
    expect(brevo).toEqual(['POST /conversations/messages', expect.stringMatching(/^DELETE \/conversations\/messages/)])
  })

  it('is harmless beside another one', async () => {
    const answers = await Promise.all([check(), check(), check()])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(flow.botpress.conversations()).toEqual([])
  })

  it.each([
    ['a wrong key', { apiKey: 'wrong' }, /^✗ API key: Brevo does not accept the API key\. Create one/],
    [
      'an unknown agent',
      { agentId: 'nobody_0001' },
      /^✗ Agent: Brevo does not know the agent ID ending in …0001\. Copy/,
    ],
    ['no agent', { agentId: ' ' }, /^✗ Configuration: The agent ID is missing/],
    [
      'a secret that Brevo was not told',
      { webhookSecret: `${SECRET}-new` },
      /^✗ Webhook: no event .+the secret too\.$/,
    ],
  ])('names %s, with the remedy', async (_, fields, line) => {
    const answer = await check(fields)
    expect(answer.ok).toBe(false)
    expect(answer.checks).toContainEqual(expect.stringMatching(line))
  })

  it('says when the key may not write', async () => {
    flow.brevo.faults.add({ path: /messages/, fault: { kind: 'status', status: 403 } })
    const { ok, checks } = await check()
    expect({ ok, checks }).toEqual({
      ok: false,
      checks: [
        '✓ API key: Brevo accepts it.',
        expect.stringMatching(/^✗ Agent: The API key may not use Conversations\. .+Read\/write/),
        '– Webhook: not checked, because no test message could be written.',
        TRANSCRIPT,
      ],
    })
  })

  it('claims nothing while Brevo is down', async () => {
    flow.brevo.faults.add({ fault: { kind: 'status', status: 503 } })
    const { ok, checks } = await check()
    expect(ok).toBe(false)
    expect(checks).toContainEqual(expect.stringMatching(/^– API key and agent: not checked\. Brevo is busy/))
    expect(JSON.stringify(checks)).not.toMatch(/[✓✗]/)
  })

  it.each([
    ['conversationStarted', 'Conversation started'],
    ['conversationFragment', 'Conversation fragment'],
  ] as const)('names an event that is not ticked: %s', async (name, label) => {
    flow.brevo.webhooks.ticked.delete(name)
    const { ok, checks } = await check()
    expect(ok).toBe(false)
    expect(checks).toContainEqual(expect.stringMatching(`^✗ Event "${label}": it has not come. Tick it in Brevo`))
    expect(checks).toContainEqual('✓ Webhook: events of Brevo arrive.')
  })

  it('tells an event that is not ticked from an opening that comes once', async () => {
    await flow.sandbox.setWorld({ brevo: { repeatsOpening: false } })
    try {
      const { ok, checks } = await check()
      expect(ok).toBe(true)
      expect(checks).toContainEqual('✓ Event "Conversation fragment": it has come.')
      expect(flow.brevo.conversations()[0]?.messages).toEqual([])
    } finally {
      await flow.sandbox.setWorld({})
    }
  })

  it('says what to enter when nothing comes', async () => {
    EVENT_NAMES.forEach((name) => flow.brevo.webhooks.ticked.delete(name))
    const { ok, checks } = await check()
    expect(ok).toBe(false)
    const entry = `enter ${flow.botpress.webhookUrl}?secret=YOUR-WEBHOOK-SECRET and tick Conversation started`
    expect(checks).toContainEqual(expect.stringContaining(entry))
    expect(JSON.stringify(checks)).not.toContain(SECRET)
  })

  it('says when its message could not be deleted', async () => {
    flow.brevo.faults.add({ method: 'DELETE', fault: { kind: 'status', status: 400 } })
    expect((await check()).checks).toContainEqual(expect.stringMatching(/^– The test message could not be deleted/))
    expect(flow.inbox(flow.brevo.conversations()[0]!.visitor.id)).toEqual([
      expect.stringMatching(`^${BOT_ACCOUNT.name}> \\(Test of the connection with Botpress`),
    ])
  })

  it('takes no notice of an event that comes when it is over', async () => {
    flow.brevo.webhooks.mode.held = true
    await check()
    flow.brevo.webhooks.mode.held = false
    const calls = await flow.callsDuring(async () => flow.brevo.webhooks.release())
    expect(calls.botpress).toEqual(['updateConversation', 'updateConversation'])
    expect(
      flow.brevo.webhooks
        .deliveries()
        .slice(-2)
        .map(({ attempts }) => attempts.map(({ status }) => status))
    ).toEqual([[200], [200]])
  })

  it('counts a finished conversation as a sign of the third event', async () => {
    const { visitorId } = await flow.handedOver()
    await flow.agentFinishes(visitorId)
    expect((await check()).checks).toContainEqual(
      '✓ Event "Conversation transcript": it has come for an earlier conversation.'
    )
  })
})

describe('the check of the set-up in real time', () => {
  it('works where conversations have ids of another form, and takes 12 s at most when nothing comes', async () => {
    const flow = await Flow.start({ conversationIdStyle: 'other', speed: 1 })
    const check = () => flow.botpress.platform.callAction('checkSetup', {})
    const { ok, checks } = await check()
    expect({ ok, checks }).toMatchObject({ ok: true })
    expect(checks).toContainEqual(expect.stringMatching(/^– Webhook secret: none is set\. Set one/))
    EVENT_NAMES.forEach((name) => flow.brevo.webhooks.ticked.delete(name))
    const startedAt = Date.now()
    expect(await check()).toMatchObject({ ok: false })
    expect(Date.now() - startedAt).toBeLessThan(12_000)
    await flow.close()
  })
})
