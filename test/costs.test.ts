import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'

describe("a user's message that cannot be sent", () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  afterEach(() => flow.brevo.faults.clear())
  afterAll(() => flow.close())

  it('costs one call to Botpress while the limit is used up, and none to Brevo', async () => {
    const { chat } = await flow.handedOver()
    const headers = { 'x-sib-ratelimit-reset': '1800' }
    flow.brevo.faults.add({ path: /messages$/, fault: { kind: 'status', status: 429, headers } })
    const first = await flow.callsDuring(() => chat.say('one'))
    expect(first).toEqual({
      brevo: ['POST /conversations/messages'],
      botpress: ['updateMessage', 'updateConversation'],
    })
    expect(await flow.callsDuring(() => chat.say('two'))).toEqual({ brevo: [], botpress: ['updateMessage'] })
  })

  it('is not tried on its own where Botpress delivers it a second time: it waits', async () => {
    const { chat, visitorId } = await flow.handedOver()
    flow.brevo.faults.add({ path: /messages$/, times: 1, fault: { kind: 'status', status: 400 } })
    flow.botpress.world.secondDeliveryMs = 15_000
    const first = await flow.callsDuring(() => chat.say('one'))
    expect(first.brevo).toHaveLength(1)
    const second = await flow.callsDuring(() => flow.sandbox.advance(15_000))
    flow.botpress.world.secondDeliveryMs = undefined
    expect(second).toEqual({ brevo: [], botpress: ['getMessage'] })
    await chat.say('two')
    expect(flow.inbox(visitorId).filter((line) => line.includes('one'))).toHaveLength(1)
  })
})
