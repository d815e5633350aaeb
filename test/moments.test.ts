import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { wordingFor } from '../src/wording/wording-for'
import { agentLine, agentTime, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, read } from './support/flow'
import { until } from './support/until'
import { MESSAGES } from './support/waiting'

const seconds = (ms: number) => Math.floor(ms / 1_000)
const iso = (ms: number) => new Date(ms).toISOString()

describe('moments that Brevo writes in seconds or as ISO dates', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  afterAll(() => flow.close())

  it('keep the order of messages', async () => {
    const { chat, visitorId } = await flow.handedOver()
    const now = agentTime()
    const one = agentLine('one', 'one', { createdAt: now })
    const two = agentLine('two', 'two', { createdAt: seconds(now) + 2 })
    const three = agentLine('three', 'three', { createdAt: iso(now + 4_000) })
    const four = agentLine('four', 'four', { createdAt: String(seconds(now) + 6) })
    await flow.deliver(fragmentOf(visitorId, four, three, two, one))
    expect(read(chat).slice(-4)).toEqual(['Julia: one', 'Julia: two', 'Julia: three', 'Julia: four'])
  })

  it('tell what was written after the end', async () => {
    const { chat, visitorId } = await flow.handedOver()
    const now = agentTime()
    await flow.deliver(eventOf('conversationTranscript', visitorId, [agentLine('bye', 'Bye', { createdAt: now })]))
    await flow.deliver(fragmentOf(visitorId, agentLine('more', 'One more', { createdAt: seconds(now) + 5 })))
    expect(read(chat)).not.toContain('Julia: One more')
    expect(flow.inbox(visitorId)).toEqual([expect.any(String), `Website bot> ${wordingFor('English').alreadyFinished}`])
  })

  it('tell how early a message is, when Brevo answers the opening so', async () => {
    const createdInS = seconds(Date.now())
    const body = { id: 'openedInSeconds01', createdAt: createdInS }
    flow.brevo.faults.add({ path: MESSAGES, times: 1, fault: { kind: 'status', status: 200, body } })
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    const escalating = chat.say('human please')
    const opened = () => flow.botpress.conversations().find(({ tags }) => tags.openedAt === String(createdInS * 1_000))
    await until('the start', () => opened() !== undefined)
    const createdAt = Date.now() + 1_000
    await flow.deliver(fragmentOf(opened()?.tags.visitorId ?? '', agentLine('early', 'Hello', { createdAt }, JULIA)))
    await escalating
    await flow.sandbox.settled()
    expect(read(chat)).toContain('Julia: Hello')
  })
})
