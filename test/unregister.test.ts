import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'
import { registered } from './support/registered'

describe('unregister', () => {
  let flow: Flow
  beforeEach(async () => {
    flow = await Flow.start()
    await registered(flow.botpress)
  })
  afterEach(() => flow.close())

  it('has nothing to undo and says so', async () => {
    expect(await flow.botpress.unregister()).toEqual({ ok: true })
    expect(flow.sandbox.output).toContain('Nothing to undo automatically in Brevo')
  })

  it('lets register set the schedule again when the integration is enabled again, unchanged', async () => {
    await flow.botpress.unregister()
    expect(flow.botpress.schedule).toBeUndefined()
    await registered(flow.botpress)
    expect(flow.botpress.schedule).toBe('hourly')
  })

  it('lets register set the schedule of a new installation when it could not forget the old one', async () => {
    flow.botpress.faults.add({ path: /states/, fault: { kind: 'status', status: 400 } })
    await flow.botpress.unregister()
    flow.botpress.faults.clear()
    const webhookUrl = `${flow.botpress.webhookUrl}-again`
    expect(await flow.botpress.dispatcher.dispatch('register', { webhookUrl })).toMatchObject({ status: 200 })
    expect(flow.botpress.schedule).toBe('hourly')
  })
})
