import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

describe('conversations and users', () => {
  test('ids have the official length, tags merge and an empty value unsets', async () => {
    const { client } = setup
    const { conversation } = await client.createConversation({ channel: 'hitl', tags: { ticket: 'a', startKey: 'k' } })
    expect(conversation.id).toMatch(/^conv_[0-9A-Z]{26}$/)
    const updated = await client.updateConversation({ id: conversation.id, tags: { ticket: '', startKey: 'l' } })
    expect(updated.conversation.tags).toEqual({ startKey: 'l' })
    await client.deleteConversation({ id: conversation.id })
    expect(await errorOf(client.getConversation({ id: conversation.id }))).toBe('404 ResourceNotFound')
    expect(setup.botpress.violations).toEqual([])
  })

  test('getOrCreate finds by the tags it is told to and does not update', async () => {
    const { client } = setup
    const first = await client.getOrCreateUser({ tags: { email: 'a@b.c' }, name: 'A', discriminateByTags: ['email'] })
    const again = await client.getOrCreateUser({
      tags: { email: 'a@b.c', agentId: '1' },
      name: 'B',
      discriminateByTags: ['email'],
    })
    expect(again.user).toEqual(first.user)
    const other = await client.getOrCreateUser({ tags: { email: 'a@b.c', agentId: '1' } })
    expect(other.user.id).not.toBe(first.user.id)
    expect(setup.botpress.violations).toEqual([])
  })

  test('discriminating by a tag without a value matches a stranger, and is noted', async () => {
    const { client } = setup
    const { user: stranger } = await client.createUser({ tags: {} })
    const { user } = await client.getOrCreateUser({ tags: {}, discriminateByTags: ['email'] })
    expect(user.id).toBe(stranger.id)
    expect(setup.botpress.violations).toHaveLength(1)
  })

  test('concurrent getOrCreate calls make one', async () => {
    const make = async () =>
      setup.client.getOrCreateConversation({ channel: 'hitl', tags: { ticket: '1' }, discriminateByTags: ['ticket'] })
    const made = await Promise.all(Array.from({ length: 10 }, make))
    expect(new Set(made.map(({ conversation }) => conversation.id)).size).toBe(1)
  })

  test('lists by tag page by page, without repeating or skipping when the list shrinks meanwhile', async () => {
    const { client } = setup
    for (let i = 0; i < 45; i++) {
      await client.createConversation({
        channel: 'hitl',
        tags: { ticket: i % 2 ? 'odd' : 'even', startKey: String(i) },
      })
    }
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.listConversations({ tags: { ticket: 'even' }, nextToken })
      seen.push(...page.conversations.map(({ tags }) => tags['startKey']!))
      nextToken = page.meta.nextToken
      await client.updateConversation({ id: page.conversations[0]!.id, tags: { ticket: '' } })
    } while (nextToken)
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => String(44 - 2 * i)))
  })

  test('the bot is no user of the integration, yet can be looked up', async () => {
    const { client, botpress } = setup
    expect((await client.listUsers({})).users).toEqual([])
    expect((await client.getUser({ id: botpress.identity.botUserId })).user.name).toBe('Bot')
    const { user } = await client.createUser({ tags: {}, name: 'Ann', pictureUrl: 'https://x.example/a.png' })
    const updated = await client.updateUser({ id: user.id, pictureUrl: null })
    expect(updated.user).toMatchObject({ name: 'Ann' })
    expect(updated.user.pictureUrl).toBeUndefined()
  })

  test('conversation ids of another shape', async () => {
    await setup.close()
    setup = await setUp({ conversationIdStyle: 'other' })
    const { conversationId } = await openConversation(setup.client)
    expect(conversationId).toHaveLength(36)
  })
})
