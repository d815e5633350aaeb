import { RuntimeError } from '@botpress/client'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setUp, type Setup } from './testing/integration'

let setup: Setup
beforeEach(async () => {
  setup = await setUp()
})
afterEach(async () => setup.close())

test('a webhook reaches the handler whole, and its answer comes back', async () => {
  const seen: unknown[] = []
  setup.onWebhook(async ({ req, ctx }) => {
    seen.push(req, ctx.configuration, ctx.operation)
    return { status: 418, body: 'short and stout', headers: { 'x-pot': 'tea' } }
  })
  const url = `${setup.botpress.webhookUrl}/sub/path%20x?secret=a%20b&c`
  const answer = await fetch(url, { method: 'PUT', body: '{"ü":1}', headers: { 'X-Custom': 'Yes' } })
  expect(answer.status).toBe(418)
  expect(answer.headers.get('x-pot')).toBe('tea')
  expect(await answer.text()).toBe('short and stout')
  expect(seen[0]).toMatchObject({ method: 'PUT', path: '/sub/path%20x', query: 'secret=a%20b&c', body: '{"ü":1}' })
  expect(seen[0]).toHaveProperty('headers.x-custom', 'Yes')
  expect(seen.slice(1)).toEqual([{ apiKey: 'k' }, 'webhook_received'])
  expect(setup.wire.calls()[0]).toMatchObject({ operation: 'webhook_received', status: 418 })
})

test('without a body, and to nobody', async () => {
  let body: string | undefined = 'none yet'
  setup.onWebhook(async ({ req }) => {
    body = req.body
    return { status: 204 }
  })
  expect((await fetch(setup.botpress.webhookUrl)).status).toBe(204)
  expect(body).toBeUndefined()
  expect((await fetch(`${setup.botpress.webhookUrl}x`)).status).toBe(404)
  const huge = await fetch(setup.botpress.webhookUrl, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) })
  expect(huge.status).toBe(413)
})

test('a dead process is a 502 and status 0 on the wire', async () => {
  setup.botpress.setIntegrationUrls(['http://127.0.0.1:1/'])
  expect((await fetch(setup.botpress.webhookUrl, { method: 'POST', body: '{}' })).status).toBe(502)
  expect(setup.wire.calls()[0]).toMatchObject({ operation: 'webhook_received', status: 0 })
  expect(await setup.botpress.register()).toEqual({ ok: false, message: 'The integration did not answer (502).' })
})

test('one that does not answer is given up', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const other = await setUp({ integrationUrls: [`http://127.0.0.1:${port}`], invocationTimeoutMs: 50 })
  expect((await other.botpress.dispatch('ping', {})).status).toBe(502)
  await other.close()
  silent.closeAllConnections()
  silent.close()
})

test('register shows what the integration threw, with the configuration of the moment', async () => {
  setup.onRegister(async ({ ctx, webhookUrl }) => {
    if (ctx.configuration['apiKey'] !== 'good') {
      throw new RuntimeError(`wrong key, webhook ${webhookUrl}`)
    }
  })
  const { botpress } = setup
  expect(await botpress.register()).toEqual({ ok: false, message: `wrong key, webhook ${botpress.webhookUrl}` })
  botpress.configuration = { apiKey: 'good' }
  expect(await botpress.register()).toEqual({ ok: true })
  expect(await botpress.unregister()).toEqual({ ok: true })
  expect(await botpress.runScheduledRegister()).toBeUndefined()
  await setup.client.configureIntegration({ scheduleRegisterCall: 'daily' })
  expect(await botpress.runScheduledRegister()).toEqual({ ok: true })
})

test('close does not wait for what hangs', async () => {
  const other = await setUp()
  other.botpress.faults.add({ fault: { kind: 'hang' } })
  const hanging = other.client.listUsers({}).catch(() => 'broken off')
  while (other.wire.calls().length === 0) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  await other.close()
  expect(await hanging).toBe('broken off')
})
