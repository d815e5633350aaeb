import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Flow, type Handover } from './support/flow'
import { registered } from './support/registered'
import { limited, MESSAGES, waitingTag } from './support/waiting'

const HOUR_MS = 3_600_000

describe('a sweep of which Brevo refuses much', () => {
  let flow: Flow
  beforeEach(async () => {
    flow = await Flow.start({ hourlyLimit: 1_000 })
    await registered(flow.botpress)
  })
  afterEach(() => flow.close())

  const handedOver = async (): Promise<Handover[]> => {
    const sessions: Handover[] = []
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
      sessions.push(await flow.handedOver({ name }))
    }
    return sessions
  }

  it.each([
    ['at the first answer that says that the limit is used up', 429, 2],
    ['at the first answer that the key is wrong', 401, 2],
    ['after five sessions in which everything is refused, and a look at the agent', 403, 1 + 5 * 4 + 1],
  ])('ends %s', async (_, status, calls) => {
    const sessions = await handedOver()
    const end = flow.brevo.faults.add({ path: /^\/conv/, fault: { kind: 'status', status } })
    for (const { chat } of sessions) {
      await chat.say('kept')
      await chat.say('kept, too')
    }
    await flow.sandbox.advance(HOUR_MS)
    const { brevo } = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(brevo).toHaveLength(calls)
    end()
    await flow.sandbox.advance(HOUR_MS)
    await flow.botpress.runScheduledRegister()
    expect(sessions.map((session) => waitingTag(flow, session) || 'sent')).toEqual(sessions.map(() => 'sent'))
  })

  it('goes on where Brevo takes the agent, for then the sessions are to blame', async () => {
    const sessions = await handedOver()
    const lift = limited(flow, 60)
    for (const { chat } of sessions) {
      await chat.say('kept')
    }
    lift()
    await flow.sandbox.advance(61_000)
    flow.brevo.faults.add({ path: MESSAGES, times: 5, fault: { kind: 'status', status: 400 } })
    const { brevo } = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(brevo).toHaveLength(1 + 5 + 1 + 2)
    expect(sessions.filter((session) => !waitingTag(flow, session))).toHaveLength(2)
  })

  it('gives up only what was refused, when what the agents are told is refused as well', async () => {
    const session = await flow.handedOver()
    const end = flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status: 400 } })
    await session.chat.say('never')
    await session.chat.say('fine')
    end()
    await flow.sandbox.advance(73 * HOUR_MS)
    // Both together, the first one alone; the second one passes, and what the agents are told does not.
    flow.brevo.faults.add({ path: MESSAGES, times: 2, fault: { kind: 'status', status: 400 } })
    flow.brevo.faults.add({ path: MESSAGES, skip: 1, times: 1, fault: { kind: 'status', status: 400 } })
    await flow.botpress.runScheduledRegister()
    const idOf = (text: string) =>
      flow.botpress.messages(session.conversationId).find(({ payload }) => payload['text'] === text)?.tags.id
    expect([idOf('never'), idOf('fine')]).toEqual(['!refused', expect.stringMatching(/^\w+$/)])
  })
})
