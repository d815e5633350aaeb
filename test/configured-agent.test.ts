import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BOT_ACCOUNT } from '../sandbox/sandbox'
import { wordingFor } from '../src/wording/wording-for'
import { ACTIVATION_MS } from './support/activated'
import { agentLine, agentTime, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, read } from './support/flow'
import { until } from './support/until'

/*
 * The agent under whose name users appear may be a person who answers, too. What she writes looks like an echo without
 * its mark, so that it waits a moment.
 */

describe('the configured agent who answers in person', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ processes: 2, hourlyLimit: 1_000 })))
  afterEach(() => flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS } }))
  afterAll(() => flow.close())

  const words = wordingFor('English')
  const readings = () =>
    flow.sandbox.wire.calls({ from: 'integration' }).filter(({ operation }) => operation === 'getConversation').length
  /** Waits until the event that is under way has been told which session it is for. */
  const looking = (before: number) => until('the event looks at its session', () => readings() > before)

  it('is told when the user leaves before the words could be brought', async () => {
    const { chat, visitorId } = await flow.handedOver()
    const before = readings()
    flow.brevo.agentWrites(visitorId, { agentId: BOT_ACCOUNT.id, text: 'How can I help?' })
    await looking(before)
    await chat.say('/end')
    await flow.sandbox.settled()
    expect(flow.inbox(visitorId)).toContain(`${BOT_ACCOUNT.name}> ${words.userLeft}`)
  })

  it('is told when the end comes before the words could be brought, in a transcript without them', async () => {
    const { visitorId } = await flow.handedOver()
    const createdAt = agentTime()
    const before = readings()
    const writing = flow.deliver(fragmentOf(visitorId, agentLine('last', 'One more thing', { createdAt }, BOT_ACCOUNT)))
    await looking(before)
    const said = { id: 'before', type: 'visitor', text: 'Bye', createdAt: createdAt - 5_000 }
    await flow.deliver(eventOf('conversationTranscript', visitorId, [said]))
    await writing
    expect(flow.inbox(visitorId)).toContain(`${BOT_ACCOUNT.name}> ${words.alreadyFinished}`)
  })

  it('reaches the user although every call to Botpress takes two seconds', async () => {
    const { chat, visitorId } = await flow.handedOver()
    await flow.sandbox.setWorld({ botpress: { activationMs: ACTIVATION_MS, callMs: 2_000 } })
    await flow.agentSays(visitorId, 'Hello', BOT_ACCOUNT.id)
    await flow.agentSays(visitorId, 'How can I help?', BOT_ACCOUNT.id)
    const answers = read(chat).filter((line) => line.startsWith(BOT_ACCOUNT.name))
    expect(answers).toEqual([`${BOT_ACCOUNT.name}: Hello`, `${BOT_ACCOUNT.name}: How can I help?`])
    expect(flow.inbox(visitorId).join()).not.toContain(words.sendAgain)
  }, 60_000)
})
