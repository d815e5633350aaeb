import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { agentLine, fragmentOf } from './support/brevo-event'
import { Flow, read } from './support/flow'
import { until } from './support/until'

/*
 * What agents write in the first seconds of a session, when the HITL plugin would silently drop it, with a plugin that
 * handles each thing on its own, and two processes whose clocks are ten minutes apart.
 */

const SPEED = 2
const MINUTE_MS = 60_000
const real = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / SPEED))

describe("agents' messages of the first seconds", () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start({
      processes: 2,
      hourlyLimit: 1_000,
      speed: SPEED,
      world: { botpress: { parallelPlugin: true }, clocks: { processes: [5 * MINUTE_MS, -5 * MINUTE_MS] } },
    })
  })
  afterAll(() => flow.close())

  it('keep their order, are announced once, and are read before the end', async () => {
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    const before = flow.brevo.conversations().length
    const lines = ['one', 'two', 'three', 'four', 'five']
    const escalating = chat.say('human please')
    await until('the conversation in Brevo', () => flow.brevo.conversations().length > before)
    const visitorId = flow.brevo.conversations()[0]!.visitor.id
    for (const text of lines) {
      flow.brevo.agentWrites(visitorId, { agentId: JULIA.id, text })
      await real(2_000)
    }
    await escalating
    await flow.sandbox.settled()
    await flow.agentFinishes(visitorId)
    const told = read(chat).slice(read(chat).findIndex((line) => line.includes('escalated')) + 1)
    expect(told.filter((line) => line.startsWith('Julia:'))).toEqual(lines.map((text) => `Julia: ${text}`))
    expect(told.filter((line) => line.includes('has joined'))).toHaveLength(1)
    expect(told.findIndex((line) => line.includes('closed the conversation'))).toBeGreaterThan(
      told.indexOf('Julia: five')
    )
  })

  it('of a first answer with several parts are announced once and stay in order', async () => {
    const session = await flow.handedOver({ name: 'Bob' })
    const files = ['a', 'b'].map((name) => ({ name: `${name}.png`, link: `https://files.example/${name}.png` }))
    flow.brevo.agentWrites(session.visitorId, { agentId: JULIA.id, text: 'See these', attachments: files })
    await flow.sandbox.settled()
    const told = read(session.chat)
    expect(told.filter((line) => line.includes('has joined'))).toHaveLength(1)
    expect(told.filter((line) => line.startsWith('Julia:'))[0]).toBe('Julia: See these')
  })

  it('in two events, the second one sent when the first is answered, are announced once', async () => {
    const { chat, visitorId } = await flow.handedOver({ name: 'Eve' })
    for (const text of ['one', 'two']) {
      await flow.deliver(fragmentOf(visitorId, agentLine(`eve-${text}`, text)))
    }
    await flow.sandbox.settled()
    expect(read(chat).filter((line) => line.includes('has joined'))).toHaveLength(1)
  })
})
