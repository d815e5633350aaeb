import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA, Sandbox } from './sandbox'

const MINUTE_MS = 60_000

describe('clocks that are apart', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    const clocks = { processes: [5 * MINUTE_MS, -5 * MINUTE_MS], botpress: 3 * MINUTE_MS, brevo: -4 * MINUTE_MS }
    sandbox = await Sandbox.start({ processes: 2, world: { clocks } })
  })
  afterAll(() => sandbox.close())

  const clocks = async () => {
    const alive = sandbox.processes.filter(({ isRunning }) => isRunning)
    return (await Promise.all(alive.map((each) => each.clock()))).map((now) => aheadMs(now ?? 0))
  }
  const aheadMs = (moment: number) => Math.round((moment - Date.now()) / MINUTE_MS)

  it('date what each service makes', () => {
    const visitorId = sandbox.brevo.visitorWrites('Hi')
    expect(aheadMs(sandbox.brevo.messages(visitorId)[0]!.createdAt)).toBe(-4)
    expect(aheadMs(sandbox.botpress.bot.openChat().lines()[0]!.at)).toBe(3)
  })

  it('are those of the processes, in turn, and of those that replace dead ones', async () => {
    expect(await clocks()).toEqual([5, -5])
    await sandbox.processes[0]!.kill()
    await sandbox.setProcesses(2)
    await sandbox.advance(10 * MINUTE_MS)
    // The dead one was the first, the one in its place is the third: its clock is the first's again.
    expect(await clocks()).toEqual([5, 15])
    const [visitorId] = sandbox.brevo.conversations().map(({ visitor }) => visitor.id)
    sandbox.brevo.agentWrites(visitorId!, { agentId: JULIA.id, text: 'Hi' })
    expect(aheadMs(sandbox.brevo.messages(visitorId!)[1]!.createdAt)).toBe(6)
  })
})
