import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Flow, type Handover } from './support/flow'

describe("a user's message", () => {
  let flow: Flow
  let session: Handover
  beforeAll(async () => {
    flow = await Flow.start({ hourlyLimit: 1_000 })
    session = await flow.handedOver()
  })
  afterAll(() => flow.close())

  const items = Array.from({ length: 20 }, (_, index) => ({ type: 'text', payload: { text: `item ${index}` } }))

  it.each([
    ['text', { text: 'Hello\nthere 👋' }, 'Hello\n\u00A0\u00A0there 👋'],
    ['image', { imageUrl: 'https://x.y/a.png', title: 'A' }, 'Picture “A”: https://x.y/a.png'],
    ['audio', { audioUrl: 'https://x.y/a.mp3' }, 'Audio: https://x.y/a.mp3'],
    ['video', { videoUrl: 'https://x.y/a.mp4' }, 'Video: https://x.y/a.mp4'],
    ['file', { fileUrl: 'https://x.y/a.pdf', title: 'Bill' }, 'File “Bill”: https://x.y/a.pdf'],
    ['bloc', { items }, items.map(({ payload }) => payload.text).join('\n\u00A0\u00A0')],
  ])('of type %s is one message in Brevo, and costs one call to each', async (type, payload, text) => {
    const calls = await flow.callsDuring(() => session.chat.send({ type, payload }))
    expect(calls).toEqual({ brevo: ['POST /conversations/messages'], botpress: ['updateMessage'] })
    const sent = flow.brevo.messages(session.visitorId).at(-1)
    expect(sent).toMatchObject({ text: `Botpress User: ${text}`, receivedFrom: 'Botpress' })
    expect(flow.botpress.messages(session.conversationId).at(-1)?.tags.id).toBe(sent?.id)
  })

  it('is not sent again once it has the id of Brevo', async () => {
    const message = flow.botpress.messages(session.conversationId).at(-1)!
    const conversation = flow.botpress.conversations().find(({ id }) => id === session.conversationId)
    const body = { type: message.type, payload: message.payload, conversation, message, user: { id: 'x', tags: {} } }
    const calls = await flow.callsDuring(() => flow.botpress.dispatcher.dispatch('message_created', body))
    expect(calls).toEqual({ brevo: [], botpress: [] })
  })

  it('is split at 10,000 characters, every further piece indented, none inside a character', async () => {
    await session.chat.say('👨‍👩‍👧‍👦'.repeat(2_000))
    await flow.sandbox.settled()
    const pieces = flow.brevo.messages(session.visitorId).slice(-3)
    expect(pieces.map(({ text }) => text.slice(0, text.indexOf('👨')))).toEqual([
      'Botpress User: ',
      '\u00A0\u00A0',
      '\u00A0\u00A0',
    ])
    expect(pieces.every(({ text }) => text.length <= 10_000 && text.endsWith('👨‍👩‍👧‍👦'))).toBe(true)
    expect(pieces.map(({ text }) => text.replace('Botpress User: ', '').replace('\u00A0\u00A0', '')).join('')).toBe(
      '👨‍👩‍👧‍👦'.repeat(2_000)
    )
  })
})

describe('what an escalation costs', () => {
  it.each([
    [undefined, 1],
    ['support', 2],
  ])('with 20 messages of history and group %s: %i to Brevo, 6 at most to Botpress', async (groupId, brevoCalls) => {
    const flow = await Flow.start()
    const chat = flow.botpress.bot.openChat({ name: 'Ada', ...(groupId ? { card: { hitlSession: { groupId } } } : {}) })
    for (let line = 0; line < 10; line += 1) {
      await chat.say(`question ${line}`)
    }
    // Held back, so that all calls are the actions' own.
    flow.brevo.webhooks.mode.held = true
    const start = await flow.callsDuring(() => flow.escalate(chat))
    flow.brevo.webhooks.mode.held = false
    flow.brevo.webhooks.release()
    await flow.sandbox.settled()
    expect(start.brevo).toHaveLength(brevoCalls)
    expect(start.botpress[0]).toBe('createUser')
    expect(start.botpress.join()).toMatch(/createConversation|getOrCreateConversation/)
    expect(start.botpress.length).toBeLessThanOrEqual(6)
    expect(flow.brevo.messages(flow.tags(chat.session()!.conversationId).visitorId!)[0]?.text).toContain('question 9')
    await flow.close()
  })
})
