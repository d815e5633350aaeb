import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BOT, deadPort, JULIA, startKit, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

const { id: agentId } = JULIA
const texts = () => kit.receiver.events.map(({ eventName, messages }) => messages?.map(({ text }) => text) ?? eventName)
const statusesOf = () => kit.brevo.webhooks.deliveries().map(({ attempts }) => attempts.map(({ status }) => status))

/** A conversation whose events are past, so that each test sees only its own. */
const begin = async () => {
  const visitorId = kit.brevo.visitorWrites('Hi')
  await kit.brevo.webhooks.settled()
  kit.receiver.events.length = 0
  return visitorId
}

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

describe('the modes', () => {
  it('delivers twice', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.duplicate = true
    const { id } = kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    await kit.brevo.webhooks.settled()
    expect(kit.receiver.events.map(({ messages }) => messages?.[0]?.id)).toEqual([id, id])
    const [original, copy] = kit.brevo.webhooks.deliveries().slice(-2)
    expect(copy?.duplicateOf).toBe(original?.id)
  })

  it('lets the next delivery overtake', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.outOfOrder = true
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Two' })
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Three' })
    await kit.brevo.webhooks.settled()
    expect(texts()).toEqual([['Two'], ['One'], ['Three']])
  })

  it('holds everything back until it is released', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.held = true
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    kit.brevo.agentFinishes(visitorId, agentId)
    await kit.brevo.webhooks.settled()
    expect(texts()).toEqual([])
    expect(kit.brevo.webhooks.pending().map(({ state }) => state)).toEqual(['held', 'held'])
    kit.brevo.webhooks.release()
    await kit.brevo.webhooks.settled()
    const names = kit.receiver.events.map(({ eventName }) => eventName)
    expect(new Set(names)).toEqual(new Set(['conversationFragment', 'conversationTranscript']))
    expect(names).toHaveLength(2)
    expect(kit.brevo.webhooks.pending()).toEqual([])
  })

  it('holds further tries back as well', async () => {
    const visitorId = await begin()
    kit.receiver.statuses.push(429)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    kit.brevo.webhooks.mode.held = true
    await kit.brevo.webhooks.settled()
    expect(kit.brevo.webhooks.pending()).toMatchObject([{ state: 'held', attempts: [{ status: 429 }] }])
    kit.brevo.webhooks.release()
    await kit.brevo.webhooks.settled()
    expect(texts()).toEqual([['One'], ['One']])
  })

  it('joins held fragments of a conversation, newest first', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.held = true
    const line = { visitorId, agentId: BOT.id, receivedFrom: 'Botpress' }
    await kit.client.conversations.sendAMessageAsAnAgent({ ...line, text: 'Echo' })
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Answer' })
    kit.brevo.webhooks.release({ joined: true })
    await kit.brevo.webhooks.settled()
    expect(texts()).toEqual([['Answer', 'Echo']])
    expect(kit.receiver.events[0]).toMatchObject({ agents: [{ id: BOT.id }, { id: agentId }] })
  })

  it('delivers one again by hand, once', async () => {
    await begin()
    const [first] = kit.brevo.webhooks.deliveries()
    kit.receiver.statuses.push(503)
    const again = await kit.brevo.webhooks.redeliver(first!.id)
    expect(again).toMatchObject({ duplicateOf: first!.id, state: 'failed', attempts: [{ status: 503 }] })
    expect(texts()).toEqual(['conversationStarted'])
    await expect(kit.brevo.webhooks.redeliver('nobody')).rejects.toThrow('no delivery')
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
