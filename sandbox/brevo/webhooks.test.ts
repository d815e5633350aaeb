import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BOT, JULIA, startKit, textsSent, type Kit } from './test-kit'

let kit: Kit
beforeEach(async () => {
  kit = await startKit()
})
afterEach(() => kit.close())

const { id: agentId } = JULIA

/** A conversation whose events are past, so that a test sees only its own. */
const begin = async (): Promise<string> => {
  const visitorId = kit.brevo.visitorWrites('Hi')
  await kit.brevo.webhooks.settled()
  kit.wire.clear()
  return visitorId
}

/** An agent writes, and is answered with these statuses and then with 200. @returns what became of the delivery */
const written = async (visitorId: string, text: string, ...statuses: number[]) => {
  kit.answers.statuses.push(...statuses)
  kit.brevo.agentWrites(visitorId, { agentId, text })
  await kit.brevo.webhooks.settled()
  return kit.brevo.webhooks.deliveries().at(-1)!
}

const statusesOf = ({ attempts }: Awaited<ReturnType<typeof written>>) => attempts.map(({ status }) => status)

describe('a failed delivery', () => {
  it('comes no more when nobody answers in time, by the accelerated clock', async () => {
    await kit.close()
    kit = await startKit({ speed: 100 })
    kit.brevo.world.answerTimeoutMs = 5_000
    const visitorId = await begin()
    kit.answers.delayMs = 200
    expect(statusesOf(await written(visitorId, 'One'))).toEqual([0])
    kit.brevo.world.answerTimeoutMs = 60_000
    expect(statusesOf(await written(visitorId, 'Two'))).toEqual([200])
  })

  it('comes again after 429, and is known to when it is given up here', async () => {
    const visitorId = await begin()
    const delivered = await written(visitorId, 'One', 429)
    expect(statusesOf(delivered)).toEqual([429, 200])
    kit.brevo.webhooks.retryDelaysMs = []
    const givenUp = await written(visitorId, 'Two', 429)
    const discarded = await written(visitorId, 'Three', 503)
    const all = [delivered, givenUp, discarded]
    expect(all.map((each) => kit.brevo.webhooks.comesAgain(each))).toEqual([false, true, false])
  })

  it('is tried again after network errors and 5xx where Brevo does so, and given up after the last try', async () => {
    const visitorId = await begin()
    kit.brevo.world.redelivers = true
    expect(statusesOf(await written(visitorId, 'One', 503, 429, 500))).toEqual([503, 429, 500, 200])
    expect(textsSent(kit)).toEqual([['One'], ['One'], ['One'], ['One']])
    kit.brevo.webhooks.retryDelaysMs = [1, 1]
    await kit.stopReceiving()
    expect(await written(visitorId, 'Two')).toMatchObject({
      state: 'failed',
      attempts: [{ status: 0 }, { status: 0 }, { status: 0 }],
    })
  })

  it('is no more waited for after a while, and given up when Brevo closes', async () => {
    kit.brevo.webhooks.retryDelaysMs = [60_000]
    kit.answers.statuses.push(429, 429)
    kit.brevo.visitorWrites('Hi')
    await expect(kit.brevo.webhooks.settled(20)).rejects.toThrow('still under way: conversationStarted')
    await kit.brevo.close()
    await kit.brevo.webhooks.settled()
    expect(kit.brevo.webhooks.pending()).toEqual([])
  })
})

it('brings no receivedFrom back where the world has it so', async () => {
  kit.brevo.world.echoesReceivedFrom = false
  kit.brevo.addFromAgent('v1', { agent: BOT, receivedFrom: 'Botpress', text: 'Echo' })
  kit.brevo.agentFinishes('v1', BOT.id)
  await kit.brevo.webhooks.settled()
  const echoed = kit.brevo.webhooks
    .deliveries()
    .flatMap(({ event }) => ('messages' in event ? event.messages : [event.message]))
  expect(echoed.map(({ receivedFrom }) => receivedFrom)).toEqual([undefined, undefined, undefined])
  expect(kit.brevo.messages('v1')).toMatchObject([{ receivedFrom: 'Botpress' }])
})

describe('a mode', () => {
  it('delivers twice', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.duplicate = true
    await written(visitorId, 'One')
    expect(textsSent(kit)).toEqual([['One'], ['One']])
  })

  it('lets the next delivery overtake', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.outOfOrder = true
    for (const text of ['One', 'Two', 'Three']) {
      kit.brevo.agentWrites(visitorId, { agentId, text })
    }
    await kit.brevo.webhooks.settled()
    expect(textsSent(kit)).toEqual([['Two'], ['One'], ['Three']])
  })

  it('holds everything back, further tries too, until it is released', async () => {
    const visitorId = await begin()
    kit.answers.statuses.push(429)
    kit.brevo.agentWrites(visitorId, { agentId, text: 'One' })
    kit.brevo.webhooks.mode.held = true
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Two' })
    await kit.brevo.webhooks.settled()
    expect(textsSent(kit)).toEqual([['One']])
    expect(kit.brevo.webhooks.pending().map(({ state }) => state)).toEqual(['held', 'held'])
    kit.brevo.webhooks.release()
    await kit.brevo.webhooks.settled()
    expect(textsSent(kit).flat().sort()).toEqual(['One', 'One', 'Two'])
    expect(kit.brevo.webhooks.pending()).toEqual([])
  })

  it('joins held fragments of a conversation, newest first', async () => {
    const visitorId = await begin()
    kit.brevo.webhooks.mode.held = true
    kit.brevo.agentWrites(visitorId, { agentId: BOT.id, text: 'One' })
    kit.brevo.agentWrites(visitorId, { agentId, text: 'Two' })
    kit.brevo.webhooks.release({ joined: true })
    await kit.brevo.webhooks.settled()
    expect(textsSent(kit)).toEqual([['Two', 'One']])
    expect(kit.wire.calls()).toMatchObject([{ request: { agents: [{ id: BOT.id }, { id: agentId }] } }])
  })
})

it('delivers one again by hand, once', async () => {
  await begin()
  const [first] = kit.brevo.webhooks.deliveries()
  kit.answers.statuses.push(503)
  expect(await kit.brevo.webhooks.redeliver(first!.id)).toMatchObject({ state: 'failed', attempts: [{ status: 503 }] })
  expect(kit.wire.calls()).toHaveLength(1)
})

it('delivers nothing without an address', () => {
  kit.brevo.webhooks.url = undefined
  kit.brevo.visitorWrites('Hi')
  expect(kit.brevo.webhooks.deliveries()).toEqual([])
})
