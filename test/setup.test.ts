import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BUNDLE_FILE } from '../sandbox/integration/build'
import { IntegrationProcess } from '../sandbox/integration/process'
import { JULIA, MARCO } from '../sandbox/sandbox'
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
    ['an SMTP key', { apiKey: 'xsmtpsib-0123' }, /This is an SMTP key.+starts with xkeysib-/],
    ['an address in place of an agent ID', { agentId: 'julia@shop.example' }, /not an agent ID.+agent's page/],
    ['a name in place of an agent ID', { agentId: 'Website bot' }, /not an agent ID/],
    ['a link in place of an agent ID', { agentId: 'https://app.brevo.com/agent' }, /not an agent ID/],
    ['an agent that is not there', { agentId: 'nobody_0001' }, /does not know the agent ID ending in …0001\. Copy/],
    ['a weak secret', { webhookSecret: 'a-secret-of-23-letters-' }, /use at least 24 letters and digits/],
    ['a secret that no URL keeps', { webhookSecret: 'a+secret/of+24+letters==' }, /only letters, digits and - \. _ ~,/],
    ['an empty agent ID', { agentId: '' }, /agent ID is missing/],
    ['no agent ID', { agentId: undefined }, /agent ID is missing/],
  ])('has a sentence of its own for %s', async (_, fields, sentence) => {
    expect(await flow.configured(fields, () => flow.botpress.register())).toEqual({
      ok: false,
      message: expect.stringMatching(sentence),
    })
  })

  it('takes values with blanks and line ends around them', async () => {
    const { apiKey, agentId } = flow.botpress.configuration
    const pasted = { apiKey: ` ${String(apiKey)}\n`, agentId: `\t${String(agentId)} ` }
    expect(await flow.configured(pasted, () => flow.botpress.register())).toEqual({ ok: true })
    await flow.configured(pasted, async () => {
      const { visitorId } = await flow.handedOver()
      await flow.agentSays(visitorId, 'Hello')
      expect(flow.inbox(visitorId)[0]).toMatch(/^Website bot> /)
    })
  })

  it('says what is not known yet, with the address to enter in Brevo', async () => {
    const webhookSecret = 'a-secret-of-24-letters-0'
    expect(await flow.configured({ webhookSecret }, () => flow.botpress.register())).toEqual({ ok: true })
    const { level, text } = flow.sandbox.ownerLog.lines().at(-1)!
    expect(level).toBe('info')
    expect(text).toContain('Brevo accepts the API key and knows the agent. Not checked yet')
    expect(text).toContain(`enter ${flow.botpress.webhookUrl}?secret=YOUR-WEBHOOK-SECRET and tick`)
    expect(text).not.toContain(webhookSecret)
  })

  it('asks about the agent only when it, or the key, is another one', async () => {
    const pings = async (fields: Record<string, unknown>) => {
      const { brevo } = await flow.callsDuring(() => flow.configured(fields, () => flow.botpress.register()))
      return brevo.filter((call) => call.endsWith('agentOnlinePing')).length
    }
    expect(await pings({ agentId: MARCO.id })).toBe(1)
    expect(await pings({ agentId: MARCO.id, userLabel: 'Visitor' })).toBe(0)
    expect(await pings({ agentId: JULIA.id })).toBe(1)
  })

  it('accepts a restricted key that may not read the account', async () => {
    flow.brevo.faults.add({ path: /account/, fault: { kind: 'status', status: 403 } })
    expect(await flow.configured({ userLabel: 'Restricted' }, () => flow.botpress.register())).toEqual({ ok: true })
  })

  it.each([
    [403, /may not use Conversations.+Read\/write/],
    [404, /does not know the agent ID/],
    [401, /does not accept the API key/],
  ])('has a sentence for a key or an agent that Brevo refuses with %i', async (status, sentence) => {
    flow.brevo.faults.add({ path: /agentOnlinePing/, fault: { kind: 'status', status } })
    expect(await flow.configured({ agentId: `${JULIA.id}9` }, () => flow.botpress.register())).toEqual({
      ok: false,
      message: expect.stringMatching(sentence),
    })
  })

  it.each([429, 500, 503, 405])('goes on, and says so, when the agent cannot be checked (%i)', async (status) => {
    await flow.configured({ agentId: MARCO.id }, () => flow.botpress.register())
    const fields = { agentId: JULIA.id, userLabel: `Label ${status}` }
    flow.brevo.faults.add({ path: /agentOnlinePing/, fault: { kind: 'status', status } })
    expect(await flow.configured(fields, () => flow.botpress.register())).toEqual({ ok: true })
    expect(flow.sandbox.ownerLog.lines().at(-1)).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/Whether it knows the agent could not be checked\. .{30}/),
    })
    flow.brevo.faults.clear()
    const calls = await flow.callsDuring(() =>
      flow.configured({ ...fields, userLabel: 'Later' }, () => flow.botpress.register())
    )
    expect(calls.brevo).toContain('POST /conversations/agentOnlinePing')
  })

  it.each([429, 503])(
    'accepts no changed configuration unchecked (%i), and goes on with an unchanged one',
    async (status) => {
      await flow.botpress.register()
      flow.brevo.faults.add({ fault: { kind: 'status', status } })
      expect(await flow.configured({ userLabel: `Unchecked ${status}` }, () => flow.botpress.register())).toEqual({
        ok: false,
        message: expect.stringMatching(/could not be checked, so that this configuration is not accepted yet/),
      })
      expect(await flow.botpress.register()).toEqual({ ok: true })
    }
  )

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
      token: flow.botpress.identity.token,
      brevoUrl: `http://127.0.0.1:${await closedPort()}/v3`,
    })
    flow.botpress.dispatcher.urls = [lost.url]
    const result = await flow.configured({ userLabel: 'Guest' }, () => flow.botpress.register())
    flow.botpress.dispatcher.urls = flow.sandbox.processes.map(({ url }) => url)
    await lost.kill()
    expect(result).toEqual({ ok: false, message: expect.stringMatching(/could not be reached/) })
  })
})
