import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BOT_ACCOUNT } from '../sandbox/sandbox'
import { wordingFor } from '../src/wording/wording-for'
import { agentLine, fragmentOf } from './support/brevo-event'
import { Flow } from './support/flow'

/* It is not known whether Brevo always sends back the mark of what was written through its API. */

describe('a notice after the end, where what this integration wrote comes back without its mark,', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await Flow.start({ processes: 3, hourlyLimit: 1_000, world: { brevo: { echoesReceivedFrom: false } } })
  })
  afterAll(() => flow.close())

  const LEFT = `Website bot> ${wordingFor('English').userLeft}`
  /** Leaves a session as an invocation of startHitl does that dies before its last call. */
  const forgetOpening = async (conversationId: string) => {
    await flow.callApi('PUT', `conversations/${conversationId}`, { tags: { openedAt: '' } })
  }

  const notices = (visitorId: string) =>
    flow.inbox(visitorId).filter((line) => line === LEFT || line.includes(wordingFor('English').alreadyFinished))

  it('is not given with a transcript in which nobody spoke', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('Hello?')
    await chat.say('/end')
    await flow.agentFinishes(visitorId)
    expect(notices(visitorId)).toEqual([])
  })

  it('is not given with a second transcript', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('Hello?')
    await flow.agentFinishes(visitorId)
    const transcript = flow.brevo.webhooks.deliveries().at(-1)
    await flow.brevo.webhooks.redeliver(transcript?.id ?? '')
    await flow.sandbox.settled()
    expect(notices(visitorId)).toEqual([])
  })

  it('is not given for an earlier notice, with the transcript', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('/end')
    await flow.agentSays(visitorId, 'Are you there?')
    await flow.agentFinishes(visitorId)
    expect(notices(visitorId)).toEqual([LEFT])
  })

  it('is not given for the notice where a start died half-way', async () => {
    const { visitorId, conversationId } = await flow.handedOver()
    await forgetOpening(conversationId)
    await flow.sandbox.advance(61_000)
    const { brevo } = await flow.callsDuring(() => flow.agentSays(visitorId, 'Hi'))
    expect(brevo).toHaveLength(1)
  })

  it('is not given for the opening where a start died half-way', async () => {
    const { visitorId, conversationId } = await flow.handedOver()
    await forgetOpening(conversationId)
    await flow.sandbox.advance(61_000)
    const [opening] = flow.brevo.messages(visitorId)
    const { id = '', text = '' } = opening ?? {}
    const { brevo } = await flow.callsDuring(() =>
      flow.deliver(fragmentOf(visitorId, agentLine(id, text, {}, { id: BOT_ACCOUNT.id })))
    )
    expect(brevo).toEqual([])
  })

  it('is given for what the agent wrote under whose name users appear', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await chat.say('/end')
    await flow.agentSays(visitorId, 'Are you there?', BOT_ACCOUNT.id)
    expect(notices(visitorId)).toHaveLength(1)
  })
})
