import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorOf, openConversation } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

describe('states', () => {
  test('a missing one is a 404 and no violation; set, patch, delete', async () => {
    const { client, botpress } = setup
    const { conversationId: id } = await openConversation(setup.client)
    const key = { type: 'conversation', id, name: 'lease' } as const
    expect(await errorOf(client.getState(key))).toBe('404 ResourceNotFound')
    await client.setState({ ...key, payload: { by: 'a' } })
    await client.patchState({ ...key, payload: { note: 'n' } })
    expect((await client.getState(key)).state.payload).toEqual({ by: 'a', note: 'n' })
    await client.setState({ ...key, payload: null })
    expect(await errorOf(client.getState(key))).toBe('404 ResourceNotFound')
    expect(botpress.violations).toEqual([])
    expect(await errorOf(client.setState({ ...key, name: 'other', payload: {} }))).toBe('400 InvalidPayload')
    expect(await errorOf(client.setState({ ...key, payload: { by: 1 } }))).toBe('400 InvalidDataFormat')
    expect(await errorOf(client.setState({ ...key, type: 'user', payload: { by: 'a' } }))).toBe('400 InvalidPayload')
  })

  test('getOrSet lets one of many win', async () => {
    const { client } = setup
    const { conversationId: id } = await openConversation(setup.client)
    const states = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (by) =>
        client.getOrSetState({ type: 'conversation', id, name: 'lease', payload: { by } })
      )
    )
    expect(new Set(states.map(({ state }) => state.payload['by'])).size).toBe(1)
  })

  test('an expiry counts from the last write', async () => {
    const { client, botpress } = setup
    const { conversationId: id } = await openConversation(setup.client)
    const key = { type: 'conversation', id, name: 'lease' } as const
    await client.getOrSetState({ ...key, payload: { by: 'a' }, expiry: 10_000 })
    botpress.advance(9_000)
    await client.patchState({ ...key, payload: { note: 'n' } })
    botpress.advance(9_000)
    expect((await client.getOrSetState({ ...key, payload: { by: 'b' }, expiry: 10_000 })).state.payload['by']).toBe('a')
    botpress.advance(1_000)
    expect(botpress.states()).toEqual([])
    expect((await client.getOrSetState({ ...key, payload: { by: 'c' } })).state.payload['by']).toBe('c')
  })

  test('of the integration', async () => {
    const { client, botpress } = setup
    const key = { type: 'integration', id: botpress.identity.integrationId, name: 'books' } as const
    await client.setState({ ...key, payload: { count: 1 } })
    expect((await client.getState(key)).state).toMatchObject({ type: 'integration', payload: { count: 1 } })
  })
})
