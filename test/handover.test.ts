import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BOT_ACCOUNT, JULIA } from '../sandbox/sandbox'
import { Flow, read } from './support/flow'

describe('a whole session', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start()))
  afterAll(() => flow.close())

  it('goes from the bot to an agent and back', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver({
      email: 'Ada@Example.com',
      card: { title: 'Order 7', description: 'Where is it?' },
    })
    expect(flow.inbox(visitorId)[0]).toMatch(/^Website bot> Ada asks for an agent: Order 7\n/)
    expect(flow.inbox(visitorId)[0]).toContain('\nE-mail: Ada@Example.com\nDetails: Where is it?\n')
    expect(flow.inbox(visitorId)[0]).toContain('Botpress User: human please')

    await flow.agentSays(visitorId, 'Hello, Julia here.')
    await chat.say('Where is my order?')
    await chat.send({ type: 'image', payload: { imageUrl: 'https://shop.example/box.png', title: 'My box' } })
    flow.brevo.agentWrites(visitorId, {
      agentId: JULIA.id,
      attachments: [{ name: 'label.pdf', link: 'https://files.example/label.pdf', mimeType: 'application/pdf' }],
    })
    await flow.sandbox.settled()
    await flow.agentFinishes(visitorId)
    await chat.say('Thanks')

    expect(flow.inbox(visitorId).slice(1)).toEqual([
      'Julia> Hello, Julia here.',
      'Website bot> Botpress User: Where is my order?',
      'Website bot> Botpress User: Picture “My box”: https://shop.example/box.png',
      'Julia> label.pdf',
    ])
    expect(chat.lines().find(({ type }) => type === 'file')?.payload).toMatchObject({
      fileUrl: 'https://files.example/label.pdf',
      title: 'label.pdf',
    })
    const lines = read(chat)
    expect(lines).toContain('Julia: Hello, Julia here.')
    expect(lines).toContain('notice: A human agent has joined the conversation.')
    expect(lines).toContain('notice: The human agent closed the conversation. I will continue assisting you.')
    expect(lines.at(-1)).toMatch(/^bot: /)
    expect(flow.events('hitlStarted', conversationId)).toHaveLength(1)
    expect(flow.events('brevoConversationStarted', conversationId)).toMatchObject([
      { agentAvailable: expect.any(Boolean), threadLink: expect.stringContaining('https://') },
    ])
    expect(flow.tags(conversationId)).toMatchObject({
      agents: expect.stringMatching(/^[0-9a-f]{8}$/),
      assignedAt: expect.stringMatching(/^\d{13}$/),
    })
  })

  it('ends when the user leaves, with the farewell in Brevo', async () => {
    const { chat, visitorId, conversationId } = await flow.handedOver()
    await flow.agentSays(visitorId, 'Hi')
    await chat.say('/end')
    await flow.sandbox.settled()
    expect(chat.hung).toBe(false)
    expect(flow.inbox(visitorId).at(-1)).toBe('Website bot> ( The user has ended the session. )')
    await flow.agentFinishes(visitorId)
    // The bot has the user already: there is nothing to tell it.
    expect(flow.events('hitlStopped', conversationId)).toHaveLength(0)
  })

  it('uses the label that the owner chose and the agent and group of the card', async () => {
    await flow.configured({ userLabel: '{name} (web)' }, async () => {
      const card = { hitlSession: { agentId: JULIA.id, groupId: 'support' } }
      const { chat, visitorId } = await flow.handedOver({ name: 'Grace', card })
      await chat.say('Hi there')
      expect(flow.inbox(visitorId).at(-1)).toBe('Julia> Grace (web): Hi there')
      expect(flow.brevo.find(visitorId)?.visitor.groupId).toBe('support')
    })
  })

  it('works with conversation ids of a form nobody knows today', async () => {
    const other = await Flow.start({ conversationIdStyle: 'other' })
    const { chat, visitorId } = await other.handedOver()
    await other.agentSays(visitorId, 'Hello')
    await chat.say('Hi')
    await other.agentFinishes(visitorId)
    expect(other.inbox(visitorId).at(-1)).toBe('Website bot> Botpress User: Hi')
    expect(read(chat)).toContain('Julia: Hello')
    expect(other.events('hitlStopped')).toHaveLength(1)
    await other.close()
  })

  it('writes under the configured agent', async () => {
    const { visitorId } = await flow.handedOver()
    expect(flow.brevo.messages(visitorId)[0]).toMatchObject({
      agentId: BOT_ACCOUNT.id,
      receivedFrom: `Botpress ${visitorId}`,
    })
  })
})
