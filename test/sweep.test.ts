import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'
import { registered } from './support/registered'

/** More sessions than one page of Botpress has. */
const SESSIONS = 60

/** A sweep takes all of its time where Botpress is slow, and four times as fast that is little. */
const SPEED = 4

const MOST_HOURS = 6
const LONG = { timeout: 120_000 }

describe('the scheduled register', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start({ hourlyLimit: 1_000, speed: SPEED })
    await registered(flow.botpress)
  })
  afterEach(() => {
    flow.botpress.world.callMs = 0
    flow.botpress.faults.clear()
    flow.brevo.faults.clear()
  })
  afterAll(() => flow.close())

  const unsettled = () => flow.botpress.conversations().filter(({ tags }) => tags.unsettled === 'true').length
  const setSessions = async (count: number, tags: Record<string, string>) => {
    for (let index = 0; index < count; index += 1) {
      const body = { channel: 'hitl', tags: { ...tags, unsettled: 'true' } }
      await flow.callApi('POST', 'conversations', body)
    }
    await flow.sandbox.advance(61_000)
  }

  /** How many sessions are unsettled after each call; on a busy machine one may stop before it is through. */
  const leftAfterEachHour = async (): Promise<number[]> => {
    const left: number[] = []
    for (let hour = 0; hour < MOST_HOURS && unsettled() > 0; hour += 1) {
      expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
      left.push(unsettled())
    }
    return left
  }

  it('is set to hourly by a save, and a call that finds nothing costs one call to Brevo and three to Botpress', async () => {
    expect(flow.botpress.schedule).toBe('hourly')
    const calls = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(calls.brevo).toEqual(['GET /account'])
    expect([...calls.botpress].sort()).toEqual(['configureIntegration', 'getState', 'listConversations'])
  })

  it('settles all sessions that are over, however many pages of them there are', async () => {
    await setSessions(SESSIONS, { openedAt: '1', ended: 'bot' })
    await leftAfterEachHour()
    expect(unsettled()).toBe(0)
  })

  it('stops in time, goes on the next hour where it stopped, and leaves no session out', LONG, async () => {
    await setSessions(SESSIONS, { openedAt: '1', ended: 'bot' })
    flow.botpress.world.callMs = 2_000
    const left = await leftAfterEachHour()
    expect(left[0]).toBeGreaterThan(0)
    expect(left).toEqual([...left].sort((one, other) => other - one))
    expect(left.at(-1)).toBe(0)
  })

  it('keeps no session from its turn because others fail', async () => {
    await setSessions(15, { openedAt: '1', waiting: 'true' })
    await setSessions(15, { openedAt: '1', ended: 'bot' })
    flow.botpress.faults.add({ path: /states\/conversation/, fault: { kind: 'status', status: 500 } })
    expect(await flow.botpress.runScheduledRegister()).toEqual({ ok: true })
    flow.botpress.faults.clear()
    expect(flow.botpress.conversations().filter(({ tags }) => tags.ended && tags.unsettled === 'true')).toEqual([])
  })
})
