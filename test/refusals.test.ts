import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Flow, type Handover } from './support/flow'
import { registered } from './support/registered'
import { limited } from './support/waiting'

const MESSAGES = /^\/conversations\/messages$/

const WORDS = 2_500
/** Two messages long. */
const LONG = `first ${'word '.repeat(WORDS)}last`

describe('what Brevo refuses', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  afterEach(() => {
    flow.brevo.faults.clear()
    flow.botpress.faults.clear()
  })
  afterAll(() => flow.close())

  const sentLines = ({ visitorId }: Handover) => flow.inbox(visitorId).slice(1)
  const refuse = (times: number, skip = 0) =>
    flow.brevo.faults.add({ path: MESSAGES, times, skip, fault: { kind: 'status', status: 400 } })

  it('keeps one line that it will never take from blocking the others, and says so', async () => {
    const session = await flow.handedOver()
    refuse(1)
    await session.chat.say('never')
    // The two together, then the first one alone; the second one alone passes.
    refuse(2)
    await session.chat.say('fine')
    expect(sentLines(session)).toEqual([
      'Website bot> Botpress User: fine',
      'Website bot> (1 earlier message could not be shown here: Brevo rejected it.)',
    ])
    expect(flow.sandbox.output).toContain('Brevo rejected 1 message in conversation')
    const next = await flow.callsDuring(() => session.chat.say('next'))
    expect(next).toEqual({ brevo: ['POST /conversations/messages'], botpress: ['updateMessage'] })
  })

  it('keeps the others in order when it takes neither of the first two', async () => {
    const session = await flow.handedOver()
    const lift = limited(flow, 60)
    for (const text of ['never', 'nor this', 'one', 'two']) {
      await session.chat.say(text)
    }
    lift()
    await flow.sandbox.advance(61_000)
    // All together, and the first two alone.
    refuse(3)
    await session.chat.say('three')
    expect(sentLines(session)).toEqual([
      'Website bot> (2 earlier messages could not be shown here: Brevo rejected them.)',
      expect.stringMatching(/Botpress User: one$/),
      expect.stringMatching(/Botpress User: two$/),
      'Website bot> Botpress User: three',
    ])
  })

  it('sets nothing aside, and says nothing of it, when every line passes alone', async () => {
    const session = await flow.handedOver()
    refuse(1)
    await session.chat.say('one')
    refuse(1)
    await session.chat.say('two')
    expect(sentLines(session)).toEqual(['Website bot> Botpress User: one', 'Website bot> Botpress User: two'])
  })

  it('sends of a long line what Brevo has not accepted yet, when what follows it is refused', async () => {
    const session = await flow.handedOver()
    refuse(1)
    await session.chat.say(LONG)
    // The end of the long one with the other one.
    refuse(1, 1)
    await session.chat.say('fine')
    expect(sentLines(session)).toEqual([
      expect.stringMatching(/^Website bot> Botpress User: first word/),
      expect.stringMatching(/^Website bot> Botpress User: word .*last$/),
      'Website bot> Botpress User: fine',
    ])
    expect(sentLines(session).join('').match(/word/g)).toHaveLength(WORDS)
  })

  it('shows the beginning of a long line not again and again when Brevo never takes its end', async () => {
    const session = await flow.handedOver()
    const endRefusing = flow.brevo.faults.add({ path: MESSAGES, skip: 1, fault: { kind: 'status', status: 400 } })
    await session.chat.say(LONG)
    endRefusing()
    // Its beginning passes once more; its end does not, neither with it nor alone.
    refuse(2, 1)
    await flow.agentSays(session.visitorId, 'Hello')
    await flow.sandbox.advance(301_000)
    await flow.agentSays(session.visitorId, 'Are you there?')
    const sent = sentLines(session).filter((line) => !line.startsWith('Julia'))
    expect(sent).toHaveLength(3)
    expect(sent[2]).toBe('Website bot> (1 earlier message could not be shown here: Brevo rejected it.)')
  })

  it('shows a line once when what is said after it is refused', async () => {
    const session = await flow.handedOver()
    refuse(1)
    // With "(The chat was finished before …)" it is longer than one message.
    const words = 1_990
    await session.chat.say('word '.repeat(words).trim())
    refuse(1, 1)
    await flow.agentFinishes(session.visitorId)
    await flow.sandbox.advance(301_000)
    await flow.agentSays(session.visitorId, 'Are you there?')
    expect(sentLines(session).join('').match(/word/g)).toHaveLength(words)
  })

  it('shows a line once that is sent at once, when what is said after it is refused', async () => {
    const session = await flow.handedOver()
    flow.botpress.faults.add({ path: /events$/, fault: { kind: 'status', status: 400 } })
    await flow.agentFinishes(session.visitorId)
    flow.botpress.faults.clear()
    refuse(1, 1)
    const words = 1_990
    await session.chat.say('word '.repeat(words).trim())
    await flow.sandbox.advance(301_000)
    await flow.agentSays(session.visitorId, 'Are you there?')
    expect(sentLines(session).join('').match(/word/g)).toHaveLength(words)
  })

  it('does not call a line rejected of which only what is said after it is refused', async () => {
    const session = await flow.handedOver()
    const lift = limited(flow, 60)
    await session.chat.say('word '.repeat(1_990).trim())
    await session.chat.say('b')
    lift()
    await flow.sandbox.advance(61_000)
    // The two together, then what follows the first one.
    refuse(1)
    refuse(1, 1)
    await flow.agentFinishes(session.visitorId)
    const sent = sentLines(session).join('\n')
    expect(sent.match(/word/g)).toHaveLength(1_990)
    expect(sent).toContain('Botpress User: b')
    expect(sent).not.toContain('rejected it')
  })

  it('says of each line that passes alone how late it is', async () => {
    const session = await flow.handedOver()
    refuse(1)
    await session.chat.say('one')
    await flow.sandbox.advance(600_000)
    refuse(1)
    await session.chat.say('two')
    expect(sentLines(session)).toEqual([
      'Website bot> (Delayed by 10 minutes: Brevo accepted no messages.)\nBotpress User: one',
      'Website bot> Botpress User: two',
    ])
  })

  it('sets a line aside only when the agents were told', async () => {
    const session = await flow.handedOver()
    refuse(1)
    await session.chat.say('never')
    refuse(2)
    flow.brevo.faults.add({ path: MESSAGES, skip: 1, times: 1, fault: { kind: 'status', status: 503 } })
    await session.chat.say('fine')
    expect(sentLines(session)).toEqual(['Website bot> Botpress User: fine'])
    await session.chat.say('next')
    expect(sentLines(session)).toContain('Website bot> Botpress User: never\nBotpress User: next')
  })

  it('sets nothing aside when not even the word to the agents passes, for then the configuration is to blame', async () => {
    const session = await flow.handedOver()
    const mend = refuse(100)
    await session.chat.say('one')
    await session.chat.say('two')
    mend()
    await flow.sandbox.advance(301_000)
    await session.chat.say('three')
    expect(sentLines(session)).toEqual([
      'Website bot> (Delayed by 5 minutes: Brevo accepted no messages.)\nBotpress User: one\nBotpress User: two\nBotpress User: three',
    ])
  })

  it('is tried three times in one invocation when the outcome is unclear, not more', async () => {
    const session = await flow.handedOver()
    flow.brevo.faults.add({ path: MESSAGES, fault: { kind: 'status', status: 500 } })
    const { brevo } = await flow.callsDuring(() => session.chat.say('unclear'))
    expect(brevo).toHaveLength(3)
  })

  it('costs few calls however many messages follow while the configuration is wrong', async () => {
    const session = await flow.handedOver()
    refuse(1_000)
    const first = await flow.callsDuring(() => session.chat.say('line 0'))
    expect(first.brevo).toHaveLength(1)
    expect(first.botpress).toHaveLength(2)
    const { brevo } = await flow.callsDuring(async () => {
      for (let line = 1; line <= 12; line += 1) {
        await session.chat.say(`line ${line}`)
      }
    })
    // The two together, each alone, and what the agents are told of them; after that nothing for five minutes.
    expect(brevo).toHaveLength(4)
  })

  it('is given up after three days, with a word to the owner', async () => {
    await registered(flow.botpress)
    const session = await flow.handedOver()
    refuse(1_000)
    await session.chat.say('never')
    await flow.sandbox.advance(73 * 3_600_000)
    await flow.botpress.runScheduledRegister()
    expect(flow.sandbox.output).toContain('Brevo rejected 1 message in conversation ' + session.conversationId)
    await flow.sandbox.advance(3_600_000)
    const { brevo } = await flow.callsDuring(() => flow.botpress.runScheduledRegister())
    expect(brevo).toEqual(['GET /account'])
  })
})
