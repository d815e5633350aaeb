import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { IntegrationProcess } from '../sandbox/integration/process'
import { BUNDLE_FILE } from '../sandbox/integration/build'
import { Flow } from './support/flow'

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

describe('register', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start()))
  afterEach(() => flow.brevo.faults.clear())
  afterAll(() => flow.close())

  it('accepts a good configuration, as often as it is saved', async () => {
    expect(await flow.botpress.register()).toEqual({ ok: true })
    expect(await flow.botpress.register()).toEqual({ ok: true })
  })

  it.each([
    ['a wrong key', { apiKey: 'wrong' }, /does not accept the API key/],
    ['an empty key', { apiKey: ' ' }, /API key is missing/],
    ['an empty agent ID', { agentId: '' }, /agent ID is missing/],
    ['no agent ID', { agentId: undefined }, /agent ID is missing/],
  ])('has a sentence of its own for %s', async (_, fields, sentence) => {
    expect(await flow.configured(fields, () => flow.botpress.register())).toEqual({
      ok: false,
      message: expect.stringMatching(sentence),
    })
  })

  it('tells a blocked address from a wrong key', async () => {
    const message =
      'We have detected you are using an unrecognised IP address 1.2.3.4 … https://app.brevo.com/security/authorised_ips'
    flow.brevo.faults.add({ fault: { kind: 'status', status: 401, body: { code: 'unauthorized', message } } })
    const result = await flow.botpress.register()
    expect(result).toEqual({ ok: false, message: expect.stringMatching(/deactivate the blocking for API keys/) })
  })

  it('says when Brevo is down', async () => {
    flow.brevo.faults.add({ fault: { kind: 'status', status: 503 } })
    expect(await flow.configured({ userLabel: 'Guest' }, () => flow.botpress.register())).toEqual({
      ok: false,
      message: expect.stringMatching(/busy or under maintenance/),
    })
  })

  it('says when there is no network', async () => {
    const lost = await IntegrationProcess.start({
      bundle: BUNDLE_FILE,
      apiUrl: flow.botpress.apiUrl,
      token: flow.botpress.token,
      brevoUrl: `http://127.0.0.1:${await closedPort()}/v3`,
    })
    flow.botpress.setIntegrationUrls([lost.url])
    const result = await flow.configured({ userLabel: 'Guest' }, () => flow.botpress.register())
    flow.botpress.setIntegrationUrls(flow.sandbox.processes.map(({ url }) => url))
    await lost.kill()
    expect(result).toEqual({ ok: false, message: expect.stringMatching(/could not be reached/) })
  })
})

describe('unregister', () => {
  it('has nothing to undo and says so', async () => {
    const flow = await Flow.start()
    expect(await flow.botpress.unregister()).toEqual({ ok: true })
    expect(flow.sandbox.output).toContain('Nothing to undo automatically in Brevo')
    await flow.close()
  })
})
