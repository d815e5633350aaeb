import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { Flow, FLOW_SPEED, read } from './support/flow'
import { OPERATIONS } from './support/one-delivery'

const MESSAGES = /^\/conversations\/messages$/

describe('startHitl', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start()))
  afterEach(() => {
    flow.brevo.faults.clear()
    flow.botpress.faults.clear()
  })
  afterAll(() => flow.close())

  const newUser = async (input: object = { name: 'Ada' }): Promise<string> =>
    (await flow.act('createUser', input)).output.userId!

  it('shows the agent every kind of message of the history, in order', async () => {
    const user = { type: 'user', userId: 'x' }
    const bot = { type: 'bot' }
    const { output } = await flow.act('startHitl', {
      userId: await newUser(),
      messageHistory: [
        { source: user, type: 'text', payload: { text: 'Hi' } },
        { source: bot, type: 'choice', payload: { text: 'Topic?', options: [{ label: 'Orders', value: 'o' }] } },
        { source: bot, type: 'card', payload: { title: 'Shoe', subtitle: 'red', actions: [] } },
        { source: bot, type: 'location', payload: { latitude: 1.5, longitude: 2 } },
        { source: bot, type: 'hologram', payload: {} },
        { source: user, type: 'file', payload: { fileUrl: 'https://x.y/bill.pdf', title: 'Bill' } },
        { source: user, type: 'text', payload: [] },
      ],
    })
    const [opening] = flow.brevo.messages(flow.tags(output.conversationId!).visitorId!)
    expect(opening?.text.split('\n\n').slice(-4)).toEqual([
      'Conversation so far:',
      'Botpress User: Hi',
      'Bot: Topic?\n\u00A0\u00A0[Orders]\nBot: Shoe – red\nBot: Place: (1.5, 2)',
      'Botpress User: File “Bill”: https://x.y/bill.pdf',
    ])
  })

  it('bears repetition: one conversation, one opening message', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    const first = await flow.act('startHitl', input)
    const second = await flow.act('startHitl', input)
    expect(second.output).toEqual(first.output)
    expect(flow.brevo.messages(flow.tags(first.output.conversationId!).visitorId!)).toHaveLength(1)
  })

  it('bears repetition while the first call is at work: the later one waits for it', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    const [first, second] = await Promise.all([flow.act('startHitl', input), flow.act('startHitl', input)])
    expect(second.output).toEqual(first.output)
    expect(flow.brevo.messages(flow.tags(first.output.conversationId!).visitorId!)).toHaveLength(1)
  })

  it('bears repetition although an agent has greeted the user meanwhile', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    const first = await flow.act('startHitl', input)
    await flow.agentSays(flow.tags(first.output.conversationId!).visitorId!, 'Hello, Julia here')
    expect((await flow.act('startHitl', input)).output).toEqual(first.output)
  })

  it('never begins a session in a conversation that is over, whichever of two calls fails', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    await flow.act('startHitl', input)
    await flow.sandbox.advance(31_000)
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 400 } })
    const calls = await Promise.all([flow.act('startHitl', input), flow.act('startHitl', input)])
    const begun = calls.filter(({ status }) => status === 200).map(({ output }) => flow.tags(output.conversationId!))
    expect(begun.filter(({ ended }) => ended !== undefined)).toEqual([])
    expect(begun.filter(({ openedAt }) => openedAt === undefined)).toEqual([])
  })

  it('bears a repetition that fails while the first call is at work: the session of the first one goes on', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'delay', ms: 3_500 / FLOW_SPEED } })
    flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status: 429 } })
    const calls = await Promise.all([flow.act('startHitl', input), flow.act('startHitl', input)])
    const [begun] = calls.filter(({ status }) => status === 200)
    expect(flow.tags(begun!.output.conversationId!)).toHaveProperty('openedAt')
    expect(flow.tags(begun!.output.conversationId!)).not.toHaveProperty('ended')
  })

  it('takes the same words at a later time for a new session', async () => {
    const input = { userId: await newUser(), messageHistory: [] }
    const first = await flow.act('startHitl', input)
    await flow.sandbox.advance(31_000)
    const second = await flow.act('startHitl', input)
    expect(second.output.conversationId).not.toBe(first.output.conversationId)
  })

  it('begins a session of its own for a user who has one open already', async () => {
    const userId = await newUser()
    const start = (text: string) =>
      flow.act('startHitl', {
        userId,
        messageHistory: [{ source: { type: 'user', userId }, type: 'text', payload: { text } }],
      })
    const [one, other] = [await start('one'), await start('other')]
    expect(one.output.conversationId).not.toBe(other.output.conversationId)
    expect(flow.tags(one.output.conversationId!).visitorId).not.toBe(flow.tags(other.output.conversationId!).visitorId)
  })

  it.each([
    [{ status: 401, body: { code: 'unauthorized', message: 'Key not found' } }, /does not accept the API key/],
    [
      {
        status: 401,
        body: { code: 'unauthorized', message: 'We have detected you are using an unrecognised IP address' },
      },
      /blocks API calls from unknown IP addresses.*authorised_ips/,
    ],
    [{ status: 400, body: { code: 'invalid_parameter', message: 'agentId is invalid' } }, /Check the agent ID/],
    [{ status: 429, headers: { 'x-sib-ratelimit-reset': '1800' } }, /hourly limit/],
    [{ status: 500 }, /did not answer in time or answered with an error/],
  ])('says what to do when Brevo answers %j', async (answer, remedy) => {
    flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', ...answer } })
    const { status, message } = await flow.act('startHitl', { userId: await newUser(), messageHistory: [] })
    expect(status).toBe(400)
    expect(message).toMatch(remedy)
  })

  it('leaves no half-open session behind when it fails, and the bot keeps the user', async () => {
    flow.brevo.faults.add({ path: MESSAGES, times: 3, fault: { kind: 'status', status: 500, afterWork: true } })
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    await chat.say('human please')
    await flow.sandbox.settled()
    expect(chat.session()?.active ?? false).toBe(false)
    expect(chat.failures.at(-1)).toContain('could not be handed over to Brevo')

    const visitorId = flow.brevo.conversations()[0]!.visitor.id
    await flow.agentSays(visitorId, 'Anyone there?')
    expect(flow.inbox(visitorId).at(-1)).toContain('Your last message was not delivered')
    await flow.agentFinishes(visitorId)
    expect(flow.events('hitlStopped')).toHaveLength(0)

    await chat.say('human please')
    await flow.sandbox.settled()
    expect(chat.session()?.active).toBe(true)
  })

  it('is over for agents when its last step was carried out, but is never answered', async () => {
    const userId = await newUser()
    const lift = flow.botpress.faults.add({
      ...OPERATIONS.updateConversation,
      fault: { kind: 'hang', afterWork: true },
    })
    const starting = flow.act('startHitl', { userId, messageHistory: [] })
    // Of the 12 s that a start has, the last ones are left.
    setTimeout(lift, 11_700 / FLOW_SPEED)
    expect((await starting).status).toBe(400)
    const { visitorId } = flow.botpress.conversations().at(-1)!.tags
    await flow.agentSays(visitorId!, 'Anyone there?')
    expect(flow.inbox(visitorId!).at(-1)).toContain('Your last message was not delivered')
  })

  it('goes on when Brevo knows no such group', async () => {
    const { chat, visitorId } = await flow.handedOver({ card: { hitlSession: { groupId: 'nobody' } } })
    expect(chat.session()?.active).toBe(true)
    expect(flow.sandbox.output).toContain('could not be routed to the group')
    await flow.agentSays(visitorId, 'Hi', JULIA.id)
    expect(read(chat)).toContain('Julia: Hi')
  })
})

describe('createUser', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start()))
  afterAll(() => flow.close())
  const create = async (input: object) => (await flow.act('createUser', input)).output.userId!
  const user = (userId: string) => flow.botpress.users().find(({ id }) => id === userId)

  it('makes a user for each call, also for the same address: the plugin writes its link on what it gets', async () => {
    const first = await create({ name: 'Ada', email: 'info@shop.example' })
    const second = await create({ name: 'Bob', email: 'info@shop.example', pictureUrl: 'https://x.y/bob.png' })
    expect(second).not.toBe(first)
    expect(user(first)).toMatchObject({ name: 'Ada', tags: { contact: 'info@shop.example' } })
    expect(user(second)).toMatchObject({ name: 'Bob', pictureUrl: 'https://x.y/bob.png' })
  })

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['user_1@no-reply.my-bot.botpress.com', undefined],
    ['@ada_l', '@ada_l'],
    [' 0043 664 5550123\n', '0043 664 5550123'],
  ])('takes %j for the contact %j', async (email, contact) => {
    const id = await create({ name: 'Ada', email })
    expect(user(id)?.tags.contact).toBe(contact)
  })

  it('keeps to the lengths that Botpress allows', async () => {
    const id = await create({ name: 'x'.repeat(500), pictureUrl: `https://x.y/${'p'.repeat(50_000)}` })
    expect(user(id)?.name).toHaveLength(200)
    expect(user(id)?.pictureUrl).toBeUndefined()
  })
})
