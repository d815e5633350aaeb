import axios, { isAxiosError } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { API_KEY, BOT, startKit, type Kit } from './test-kit'

const HELLO = { visitorId: 'v1', text: 'Hello', agentId: BOT.id, receivedFrom: 'Botpress' }

let kit: Kit
let clock: number
beforeEach(async () => {
  clock = 1_770_975_000_000
  kit = await startKit({ hourlyLimit: 3, now: () => clock })
})
afterEach(() => kit.close())

const send = async (timeout = 5_000) => {
  try {
    const { status, headers, data } = await axios.post(`${kit.brevo.url}/conversations/messages`, HELLO, {
      headers: { 'api-key': API_KEY },
      timeout,
      validateStatus: () => true,
    })
    return { status, headers, data: data as unknown }
  } catch (thrown: unknown) {
    return { status: 0, code: isAxiosError(thrown) ? thrown.code : undefined, headers: {}, data: undefined }
  }
}

const budgetOf = (headers: object) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(Reflect.get(headers, `x-sib-ratelimit-${name}`)))

describe('the hourly budget', () => {
  it('stands on every answer, is used up, and comes back after an hour', async () => {
    expect(budgetOf((await send()).headers)).toEqual([3, 2, 3600])
    clock += 600_000
    expect(budgetOf((await send()).headers)).toEqual([3, 1, 3000])
    expect(budgetOf((await send()).headers)).toEqual([3, 0, 3000])
    const over = await send()
    expect(over).toMatchObject({ status: 429, data: { code: 'too_many_requests', message: expect.any(String) } })
    expect(budgetOf(over.headers)).toEqual([3, 0, 3000])
    expect(kit.brevo.messages('v1')).toHaveLength(3)
    clock += 3_000_000
    expect(budgetOf((await send()).headers)).toEqual([3, 2, 3600])
  })

  it('can be used up and given back by hand', async () => {
    kit.brevo.limit.exhaust(2)
    const over = await send()
    expect([over.status, budgetOf(over.headers)]).toEqual([429, [3, 0, 2]])
    expect(kit.brevo.limit.resetSeconds()).toBe(2)
    clock += 2_000
    expect((await send()).status).toBe(200)
    kit.brevo.limit.exhaust(60)
    kit.brevo.limit.reset()
    expect((await send()).status).toBe(200)
    expect([kit.brevo.limit.used, kit.brevo.limit.limit]).toEqual([1, 3])
  })

  it('counts refused requests, but not those of strangers', async () => {
    await fetch(`${kit.brevo.url}/account`)
    expect(kit.brevo.limit.used).toBe(0)
    await fetch(`${kit.brevo.url}/conversations/nothing`, { headers: { 'api-key': API_KEY } })
    expect(kit.brevo.limit.used).toBe(1)
  })
})

describe('faults', () => {
  it('answers with a status, before or after the work', async () => {
    kit.brevo.faults.add({ fault: { kind: 'status', status: 503 }, times: 1 })
    expect((await send()).status).toBe(503)
    expect(kit.brevo.messages('v1')).toHaveLength(0)
    kit.brevo.faults.add({ fault: { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>', afterWork: true } })
    expect(await send()).toMatchObject({ status: 502, data: '<h1>Bad gateway</h1>' })
    expect(kit.brevo.messages('v1')).toHaveLength(1)
    expect(kit.wire.calls({ to: 'brevo' }).map(({ status }) => status)).toEqual([503, 502])
  })

  it('lets a fault bring its own body and headers', async () => {
    const body = { code: 'unauthorized', message: 'We have detected you are using an unrecognised IP address' }
    kit.brevo.faults.add({ fault: { kind: 'status', status: 401, body }, method: 'GET', path: /^\/account$/ })
    const headers = { 'x-sib-ratelimit-reset': '7' }
    kit.brevo.faults.add({ fault: { kind: 'status', status: 429, headers, afterWork: true }, method: 'POST' })
    const refused = await fetch(`${kit.brevo.url}/account`, { headers: { 'api-key': API_KEY } })
    expect([refused.status, await refused.json()]).toEqual([401, body])
    expect(budgetOf((await send()).headers)).toEqual([3, 2, 7])
  })

  it('waits, then works', async () => {
    kit.brevo.faults.add({ fault: { kind: 'delay', ms: 30 } })
    expect((await send()).status).toBe(200)
    expect(kit.wire.calls({ to: 'brevo' })[0]?.durationMs).toBeGreaterThanOrEqual(28)
  })

  it.each([false, true])('cuts the connection (after the work: %s)', async (afterWork) => {
    kit.brevo.faults.add({ fault: { kind: 'reset', afterWork }, times: 1 })
    expect(await send()).toMatchObject({ status: 0, code: 'ECONNRESET' })
    expect(kit.brevo.messages('v1')).toHaveLength(afterWork ? 1 : 0)
    expect(kit.wire.calls({ to: 'brevo' })).toMatchObject([{ status: 0, request: HELLO }])
    expect((await send()).status).toBe(200)
  })

  it.each([false, true])('never answers (after the work: %s)', async (afterWork) => {
    kit.brevo.faults.add({ fault: { kind: 'hang', afterWork }, path: /messages$/ })
    expect(await send(50)).toMatchObject({ status: 0, code: 'ECONNABORTED' })
    await expect.poll(() => kit.wire.calls({ to: 'brevo' })).toMatchObject([{ status: 0 }])
    expect(kit.brevo.messages('v1')).toHaveLength(afterWork ? 1 : 0)
  })

  it('closes at once whatever hangs or waits', async () => {
    kit.brevo.faults.add({ fault: { kind: 'hang' }, times: 1 })
    kit.brevo.faults.add({ fault: { kind: 'delay', ms: 60_000 } })
    const calls = [send(), send()]
    await expect.poll(() => kit.brevo.faults.take({ method: 'GET', path: '/', operation: 'GET /' })?.kind).toBe('delay')
    const started = performance.now()
    await kit.brevo.close()
    await Promise.all(calls)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
