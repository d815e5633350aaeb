import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_KEY, JULIA, Sandbox } from '../sandbox'
import type { Upload } from './action'
import { startPage, type Page } from './server'
import { Customers } from './server/customers'
import { Trouble } from './server/trouble'
import { TROUBLE_NAMES } from './troubles'

const SECRET = 'a-secret-of-24-letters-0'

describe("the page's server", () => {
  let sandbox: Sandbox
  let page: Page
  beforeAll(async () => {
    sandbox = await Sandbox.start({ configuration: { webhookSecret: SECRET } })
    page = await startPage({ sandbox })
  })
  afterAll(async () => {
    await page.close()
    await sandbox.close()
  })

  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(new URL(path, page.url), {
      method: 'POST',
      body,
      headers: { origin: new URL(page.url).origin, 'content-type': 'application/json', ...headers },
    })
  const act = async (action: unknown) => (await post('/api/actions', JSON.stringify(action))).json()

  it('is up within seconds, with a policy that lets nothing in from elsewhere', async () => {
    const answer = await fetch(page.url)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(await answer.text()).toContain('/app.js')
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  })

  it('is deaf to other websites', async () => {
    const action = JSON.stringify({ do: 'openChat' })
    const chats = sandbox.botpress.bot.chats().length
    const others: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of others) {
      expect((await post('/api/actions', action, headers)).status).toBe(403)
    }
    const bare = await fetch(new URL('/api/actions', page.url), { method: 'POST', body: action })
    expect(bare.status).toBe(403)
    const stream = await fetch(new URL('/api/stream', page.url), { headers: { origin: 'https://evil.example' } })
    expect(stream.status).toBe(403)
    expect(await statusFor('evil.example')).toBe(403)
    expect(await statusFor(`localhost:${new URL(page.url).port}`)).toBe(200)
    expect(sandbox.botpress.bot.chats()).toHaveLength(chats)
  })

  /** What a request with another Host gets, as after a DNS rebinding. */
  const statusFor = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(page.url, { headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })

  it('refuses what it does not understand, with a sentence', async () => {
    for (const body of ['', '{', '[]', '{"do":"fly"}', '{"do":"say","chatId":7}', '{"do":"openChat","more":1}']) {
      const answer = await post('/api/actions', body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ ok: false, message: expect.stringContaining('not understood') })
    }
    expect(await act({ do: 'escalate', chatId: 'nobody' })).toMatchObject({ ok: false })
    expect(await act({ do: 'answer', visitorId: 'x', agentId: 'y', text: 'z', files: [] })).toMatchObject({
      ok: false,
    })
    const large = await post('/api/files?name=big.bin', new Uint8Array(10_000_001), { 'content-type': 'a/b' })
    expect(large.status).toBe(413)
    expect((await fetch(new URL('/api/calls/999999', page.url))).status).toBe(404)
  })

  it('stores files of any type, none of which may run anything', async () => {
    const headers = { 'content-type': 'text/html' }
    const answer = await post('/api/files?name=..%2Fpage.html', '<script>1</script>', headers)
    const file = (await answer.json()) as Upload
    expect(file).toMatchObject({ name: '../page.html', mimeType: 'text/html', size: 18 })
    expect((await fetch(file.link)).headers.get('content-security-policy')).toBe('sandbox')
  })

  it('makes each trouble, and ends it', async () => {
    const trouble = new Trouble(sandbox)
    for (const name of TROUBLE_NAMES) {
      await trouble.switches[name].set(true)
      expect(trouble.view().on).toEqual([name])
      await trouble.switches[name].set(false)
      expect(trouble.view()).toEqual({ on: [], note: 'Everything works.' })
    }
  })

  it('shows calls without secrets', async () => {
    await sandbox.botpress.bot.chats()[0]?.say('human please')
    await sandbox.settled()
    const dispatches = sandbox.wire.calls({ from: 'botpress' })
    expect(JSON.stringify(dispatches)).toContain(encodeURIComponent(SECRET))
    const shown = await Promise.all(
      sandbox.wire.calls().map(async ({ id }) => (await fetch(new URL(`/api/calls/${id}`, page.url))).json())
    )
    const text = JSON.stringify(shown)
    expect(text).toContain('secret=••••')
    for (const secret of [SECRET, String(sandbox.botpress.configuration['apiKey']), sandbox.botpress.identity.token]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(encodeURIComponent(secret))
    }
  })

  it('saves the configuration, says what register answered, and never gives a secret away', async () => {
    const save = (draft: object) => act({ do: 'configure', draft })
    const plain = { agentId: 'agent', userLabel: '{name}', sessionOverNotice: '' }
    expect(await save({ ...plain, apiKey: 'xkeysib-wrong' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('does not accept the API key'),
    })
    expect(sandbox.botpress.configuration).toEqual({
      apiKey: 'xkeysib-wrong',
      webhookSecret: SECRET,
      agentId: 'agent',
      userLabel: '{name}',
    })
    expect(await save({ agentId: '' })).toMatchObject({ ok: false })
    expect(await save({ apiKey: API_KEY, agentId: JULIA.id })).toEqual({ ok: true })
    expect(await act({ do: 'runRegister' })).toEqual({ ok: true })
  })

  it('enters the webhook in Brevo as it is told to', async () => {
    const { webhooks } = sandbox.brevo
    const before = webhooks.url
    const enter = (url?: string) =>
      act({ do: 'enterWebhook', draft: { url, conversationStarted: false, conversationTranscript: false } })
    expect(await enter()).toEqual({ ok: true })
    expect([webhooks.url, [...webhooks.ticked]]).toEqual([before, ['conversationFragment']])
    expect(await enter(' https://bot.example/hook ')).toEqual({ ok: true })
    expect(webhooks.url).toBe('https://bot.example/hook')
    for (const wrong of ['my webhook', 'javascript:alert(1)']) {
      expect(await enter(wrong)).toEqual({ ok: false, message: 'This is not a web address.' })
    }
    expect(await enter('https://bot.example/hook?secret=••••')).toMatchObject({ ok: false })
    expect(webhooks.url).toBe('https://bot.example/hook')
    await enter('')
    expect(webhooks.url).toBeUndefined()
  })
})

it('gives all customers names of their own, after the one of the session that was played before', async () => {
  const sandbox = await Sandbox.start({ processes: 0 })
  const { bot } = sandbox.botpress
  bot.openChat({ name: 'Ada' })
  const customers = new Customers(bot)
  for (let opened = 0; opened < 20; opened += 1) {
    customers.open({})
  }
  const names = bot.chats().map(({ user }) => user.name)
  expect(new Set(names).size).toBe(21)
  expect([names[0], names[1], names[8]]).toEqual(['Ada', 'Noor', 'Ada 2'])
  expect(bot.chats()[8]?.user.email).toBe('ada2@example.com')
  await sandbox.close()
})
