import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

describe('messages', () => {
  test('are made once per tag, newest first in lists, twenty a page', async () => {
    const { client, botpress } = setup
    const ids = await openConversation(setup.client)
    const message = { ...ids, type: 'text', payload: { text: 'x' } }
    await Promise.all(
      [1, 2, 3].map(async () =>
        client.getOrCreateMessage({ ...message, tags: { id: 'same' }, discriminateByTags: ['id'] })
      )
    )
    expect(botpress.messages(ids.conversationId)).toHaveLength(1)
    for (let i = 0; i < 22; i++) {
      await client.createMessage({ ...message, payload: { text: String(i) }, tags: { waiting: 'true' } })
    }
    const first = await client.listMessages({ conversationId: ids.conversationId, tags: { waiting: 'true' } })
    expect(first.messages.map(({ payload }) => payload['text'])).toEqual(
      Array.from({ length: 20 }, (_, i) => String(21 - i))
    )
    const { nextToken } = first.meta
    const second = await client.listMessages({
      conversationId: ids.conversationId,
      tags: { waiting: 'true' },
      nextToken,
    })
    expect(second.messages.map(({ payload }) => payload['text'])).toEqual(['1', '0'])
    expect(second.meta.nextToken).toBeUndefined()
    expect(botpress.violations).toEqual([])
  })

  test('are dated by the service clock, and listed by date', async () => {
    const { client, botpress } = setup
    const ids = await openConversation(setup.client)
    const message = { ...ids, type: 'text', payload: { text: 'x' }, tags: {} }
    const { message: old } = await client.createMessage(message)
    botpress.advance(60_000)
    const { message: young } = await client.createMessage(message)
    expect(Date.parse(young.createdAt) - Date.parse(old.createdAt)).toBeGreaterThanOrEqual(60_000)
    const listed = await client.listMessages({ conversationId: ids.conversationId, afterDate: young.createdAt })
    expect(listed.messages.map(({ id }) => id)).toEqual([young.id])
  })

  test('what breaks a definition is refused and noted', async () => {
    const { client, botpress } = setup
    const ids = await openConversation(setup.client)
    const message = { ...ids, type: 'text', payload: { text: 'x' }, tags: {} }
    const broken: [string, () => Promise<unknown>][] = [
      ['400 InvalidPayload', async () => client.createMessage({ ...message, tags: { nobody: '1' } })],
      ['400 InvalidPayload', async () => client.createMessage({ ...message, tags: { id: 'x'.repeat(501) } })],
      ['400 InvalidPayload', async () => client.createMessage({ ...message, type: 'smell' })],
      ['400 InvalidDataFormat', async () => client.createMessage({ ...message, payload: { text: '' } })],
      ['400 InvalidDataFormat', async () => client.createMessage({ ...message, payload: { text: 'x', extra: 1 } })],
      ['400 InvalidPayload', async () => client.createMessage({ ...message, userId: 'short' })],
      [
        '400 ReferenceNotFound',
        async () => client.createMessage({ ...message, userId: 'user_01234567890123456789012345' }),
      ],
      [
        '413 PayloadTooLarge',
        async () => client.createMessage({ ...message, payload: { text: 'x'.repeat(129 * 1024) } }),
      ],
      [
        '413 PayloadTooLarge',
        async () => client.createMessage({ ...message, payload: { text: 'x'.repeat(1025 * 1024) } }),
      ],
      ['400 InvalidPayload', async () => client.createEvent({ type: 'unheardOf', payload: {} })],
      ['400 InvalidDataFormat', async () => client.createEvent({ type: 'ticketOpened', payload: { ticket: 1 } })],
      ['400 InvalidPayload', async () => client.createUser({ tags: {}, name: 'x'.repeat(201) })],
      ['405 MethodNotFound', async () => client.listWorkflows({})],
    ]
    for (const [expected, call] of broken) {
      expect(await errorOf(call())).toBe(expected)
    }
    expect(botpress.violations).toHaveLength(broken.length)
  })
})

describe('events', () => {
  test('are listed by type and conversation, newest first, and processed by the bot', async () => {
    const { client, botpress } = setup
    const { conversationId } = await openConversation(setup.client)
    for (const ticket of ['1', '2']) {
      await client.createEvent({ type: 'ticketOpened', payload: { ticket }, conversationId })
    }
    await client.createEvent({ type: 'ticketOpened', payload: { ticket: '3' } })
    await botpress.settled()
    const { events } = await client.listEvents({ type: 'ticketOpened', conversationId })
    expect(events.map(({ payload, status }) => [payload['ticket'], status])).toEqual([
      ['2', 'processed'],
      ['1', 'processed'],
    ])
    expect((await client.getEvent({ id: events[0]!.id })).event).toEqual(events[0])
  })
})
