import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BOT, deadPort, JULIA, quietVisitor, startKit, textsAt, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

const { id: agentId } = JULIA
const texts = () => textsAt(kit)
const statusesOf = () => kit.brevo.webhooks.deliveries().map(({ attempts }) => attempts.map(({ status }) => status))

const begin = () => quietVisitor(kit)

describe('a failed delivery', () => {
  it.each([500, 503])('comes no more after %i', async (status) => {
    const visitorId = await begin()
    kit.receiver.statuses.push(status)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([status])
    const [discarded] = kit.brevo.webhooks.deliveries().slice(-1)
    expect([discarded?.state, kit.brevo.webhooks.comesAgain(discarded!)]).toEqual(['failed', false])
  })

  it('comes no more when nobody answers in time, by the accelerated clock', async () => {
    await kit.close()
    kit = await startKit({ speed: 100, world: { answerTimeoutMs: 5_000 } })
    const visitorId = await begin()
    kit.receiver.delayMs = 200
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([0])
    kit.brevo.world.answerTimeoutMs = 60_000
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Two' })
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([200])
  })

  it('comes again after 429, and is known to when it is given up here', async () => {
    const visitorId = await begin()
    kit.receiver.statuses.push(429)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([429, 200])
    kit.brevo.webhooks.retryDelaysMs = []
    kit.receiver.statuses.push(429)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Two' })
    await kit.brevo.webhooks.settled()
    const [delivered, givenUp] = kit.brevo.webhooks.deliveries().slice(-2)
    expect([delivered!, givenUp!].map((each) => kit.brevo.webhooks.comesAgain(each))).toEqual([false, true])
  })

  it('is tried again after network errors, 5xx and 429, where Brevo does so', async () => {
    const visitorId = await begin()
    kit.brevo.world.redelivers = true
    kit.receiver.statuses.push(503, 429, 500)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([503, 429, 500, 200])
    expect(texts()).toEqual([['One'], ['One'], ['One'], ['One']])
  })

  it('is given up after the last try', async () => {
    const visitorId = await begin()
    kit.brevo.world.redelivers = true
    kit.brevo.webhooks.retryDelaysMs = [1, 1]
    kit.brevo.setWebhook(`http://127.0.0.1:${await deadPort()}/webhook`)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    expect(kit.brevo.webhooks.pending()).toHaveLength(1)
    await kit.brevo.webhooks.settled()
    expect(statusesOf().at(-1)).toEqual([0, 0, 0])
    expect(kit.brevo.webhooks.deliveries().at(-1)?.state).toBe('failed')
  })
})

describe('an echo', () => {
  const echo = { agentId: BOT.id, receivedFrom: 'Botpress', text: 'Echo' }
  const echoed = () =>
    kit.brevo.webhooks
      .deliveries()
      .flatMap(({ event }) => ('messages' in event ? event.messages : [event.message]))
      .map(({ receivedFrom }) => receivedFrom)

  it.each([
    [true, 'Botpress'],
    [false, undefined],
  ])('brings receivedFrom back (%s) as the world has it', async (echoesReceivedFrom, expected) => {
    kit.brevo.world.echoesReceivedFrom = echoesReceivedFrom
    await kit.client.conversations.sendAMessageAsAnAgent({ ...echo, visitorId: 'v1' })
    kit.brevo.agentFinishes('v1', BOT.id)
    await kit.brevo.webhooks.settled()
    expect(echoed()).toEqual([expected, expected, expected])
    expect(kit.brevo.messages('v1')).toMatchObject([{ receivedFrom: 'Botpress' }])
  })
})

describe('the address', () => {
  it('may carry a user and a password', async () => {
    const url = new URL(kit.receiver.url)
    url.username = 'brevo'
    url.password = 'p:ss wörd'
    kit.brevo.setWebhook(url.href)
    kit.brevo.visitorWrites('Hi')
    await kit.brevo.webhooks.settled()
    const expected = `Basic ${Buffer.from('brevo:p:ss wörd').toString('base64')}`
    expect(kit.receiver.authorizations).toEqual([expected, expected])
  })

  it('may be missing: then nothing is delivered', async () => {
    kit.brevo.setWebhook(undefined)
    kit.brevo.visitorWrites('Hi')
    expect(kit.brevo.webhooks.deliveries()).toEqual([])
  })
})

it('gives up waiting for what takes too long, and closes with deliveries under way', async () => {
  kit.brevo.webhooks.retryDelaysMs = [60_000]
  kit.receiver.statuses.push(429, 429)
  kit.brevo.visitorWrites('Hi')
  await expect(kit.brevo.webhooks.settled(20)).rejects.toThrow('still under way: conversationStarted')
  await kit.brevo.close()
  await kit.brevo.webhooks.settled()
  expect(kit.brevo.webhooks.pending()).toEqual([])
})
