import { afterEach, beforeEach, expect, it } from 'vitest'
import { BOT, JULIA, quietVisitor, startKit, textsAt, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

const { id: agentId } = JULIA
const texts = () => textsAt(kit)
const begin = () => quietVisitor(kit)

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
