import { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorOf } from './testing/calls'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

describe('the service as such', () => {
  test('a wrong token, bot or path is refused', async () => {
    const { botpress } = setup
    const { botId, integrationId } = botpress.identity
    const at = { apiUrl: botpress.apiUrl, botId, integrationId }
    expect(await errorOf(new Client({ ...at, token: 'wrong' }).listUsers({}))).toBe('401 Unauthorized')
    const other = new Client({ ...at, token: botpress.token, botId: 'other' })
    expect(await errorOf(other.listUsers({}))).toBe('403 Forbidden')
    expect(await errorOf(setup.client.getUser({ id: '../messages' }))).toBe('404 ResourceNotFound')
    expect(botpress.violations).toHaveLength(2)
  })

  test('every call is on the wire under its official name', async () => {
    const { client, wire, botpress } = setup
    await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
    await client.listUsers({})
    expect(botpress.calls).toEqual(['configureIntegration', 'listUsers'])
    expect(wire.calls()[0]).toMatchObject({ from: 'integration', to: 'botpress', status: 200 })
    expect(botpress.schedule).toBe('hourly')
  })

  test('faults: status before and after the work, delay, reset, hang', async () => {
    const { client, botpress, wire } = setup
    const { faults, identity, apiUrl } = botpress
    faults.add({ fault: { kind: 'status', status: 500 }, path: /^\/v1\/chat\/users$/, method: 'POST', times: 1 })
    expect(await errorOf(client.createUser({ tags: {} }))).toBe('500 Internal')
    faults.add({ fault: { kind: 'status', status: 503, afterWork: true }, times: 1 })
    expect(await errorOf(client.createUser({ tags: {} }))).toMatch(/^50\d Unknown/)
    expect((await client.listUsers({})).users).toHaveLength(1)
    faults.add({ fault: { kind: 'delay', ms: 20 }, times: 1 })
    await client.listUsers({})
    expect(wire.calls().at(-1)!.durationMs).toBeGreaterThanOrEqual(19)
    faults.add({ fault: { kind: 'reset', afterWork: true }, times: 1 })
    expect(await errorOf(client.createUser({ tags: {} }))).not.toBe('none')
    expect((await client.listUsers({})).users).toHaveLength(2)
    faults.add({ fault: { kind: 'hang' }, times: 1 })
    const hasty = new Client({ apiUrl, timeout: 50, ...identity })
    expect(await errorOf(hasty.listUsers({}))).not.toBe('none')
    expect(wire.calls().at(-1)).toMatchObject({ status: 0, operation: 'listUsers' })
    expect(botpress.violations).toEqual([])
    await botpress.settled()
  })
})
