import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'

describe("a user's message that cannot be sent", () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
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
})
