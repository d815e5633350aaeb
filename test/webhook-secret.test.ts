import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { eventOf } from './support/brevo-event'
import { Flow, read, type Handover } from './support/flow'

describe('the webhook with a secret', () => {
  const SECRET = 'top secret/+&= of 24 letters'
  type Attempt = { query?: string; headers?: Record<string, string>; fields?: object }
  let flow: Flow
  let session: Handover
  beforeAll(async () => {
    flow = await Flow.start({ configuration: { webhookSecret: SECRET } })
    session = await flow.handedOver()
  })
  afterAll(() => flow.close())

  const body = (fields: object = {}) => {
    const messages = [{ id: 's1', type: 'agent', text: 'x', agentId: JULIA.id }]
    return eventOf('conversationFragment', session.visitorId, messages, fields)
  }

  it.each([
    ['without it', {}],
    ['with it in the body', { fields: { secret: SECRET, query: { secret: SECRET } } }],
    ['with a wrong one', { query: '?secret=wrong' }],
    ['with it under another name', { query: `?key=${encodeURIComponent(SECRET)}` }],
    ['with a wrong password', { headers: { authorization: `Basic ${Buffer.from('brevo:wrong').toString('base64')}` } }],
    ['with a wrong token', { headers: { authorization: 'Bearer wrong' } }],
  ])('refuses a request %s, and nothing happens', async (_, { fields, ...options }: Attempt) => {
    let status = 0
    const calls = await flow.callsDuring(async () => {
      ;({ status } = await flow.deliver(body(fields), options))
    })
    expect(status).toBe(401)
    expect(calls).toEqual({ brevo: [], botpress: [] })
  })

  it.each([
    ['in the query', { query: `?secret=${encodeURIComponent(SECRET)}` }],
    ['as a password', { headers: { authorization: `Basic ${Buffer.from(`brevo:${SECRET}`).toString('base64')}` } }],
    ['as a token', { headers: { authorization: `Bearer ${SECRET}` } }],
  ])('takes it %s', async (_, options) => {
    expect((await flow.deliver(body(), options)).status).toBe(200)
  })

  it('is what Brevo was told, so the session works', async () => {
    await flow.agentSays(session.visitorId, 'Through the door')
    expect(read(session.chat)).toContain('Julia: Through the door')
  })
})
