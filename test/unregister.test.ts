import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'
import { registered } from './support/registered'
import { until } from './support/until'

describe('unregister', () => {
  let flow: Flow
  beforeEach(async () => {
    flow = await Flow.start()
    await registered(flow.botpress)
  })
  afterEach(() => flow.close())

  it('has nothing to undo and says so', async () => {
    expect(await flow.botpress.unregister()).toEqual({ ok: true })
    await until('the word to the owner', () =>
      flow.sandbox.ownerLog.lines().some(({ text }) => text.includes('Nothing to undo automatically in Brevo'))
    )
  })

  it('lets register set the schedule again when the integration is enabled again, unchanged', async () => {
    flow.botpress.faults.add({ path: /states/, fault: { kind: 'status', status: 500 } })
    await flow.botpress.unregister()
    flow.botpress.faults.clear()
    expect(flow.botpress.schedule).toBeUndefined()
    await registered(flow.botpress)
    expect(flow.botpress.schedule).toBe('hourly')
  })
})
