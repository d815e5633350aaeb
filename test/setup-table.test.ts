import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { API_KEY } from '../sandbox/sandbox'
import { webhookAddress } from '../sandbox/webhook-address'
import { FAILING_SAVES } from './support/failing-saves'
import { Flow, read, type Handover } from './support/flow'
import { registered } from './support/registered'

/*
 * The table "When something is wrong" of hub.md, row by row: each symptom is provoked on the sandbox, with what the
 * owner reads of it, and goes once the owner has done what the row says.
 */

const hub = readFileSync(join(__dirname, '..', 'hub.md'), 'utf8')
const table = hub.split('## When something is wrong\n')[1]?.split('\n## ')[0] ?? ''
const symptoms = [...table.matchAll(/^\| (?!What you see|---)(.+?) \|/gm)].map(([, symptom = '']) => symptom)

const SECRET = 'a-secret-of-24-letters-0'
const MINUTE = 60_000

const customerReads = ({ chat }: Pick<Handover, 'chat'>, text: string): boolean =>
  read(chat).some((line) => line.endsWith(`: ${text}`))

/** What the owner reads in the log, at these levels. */
const ownerReads = (flow: Flow, ...levels: string[]): string =>
  flow.sandbox.ownerLog
    .lines()
    .filter(({ level }) => levels.includes(level))
    .map(({ text }) => text)
    .join('\n')

/** A user writes, and everything that follows from it happens. */
const writes = async (flow: Flow, { chat }: Pick<Handover, 'chat'>, words: string): Promise<void> => {
  await chat.say(words)
  await flow.sandbox.settled()
}

/** For each symptom, by the words of hub.md: how it comes about, and how it goes. */
const ROWS: Record<string, (flow: Flow) => Promise<void>> = {
  ...FAILING_SAVES,

  'Agents answer, and the user reads nothing': async (flow) => {
    flow.botpress.configuration = { ...flow.botpress.configuration, webhookSecret: SECRET }
    await registered(flow.botpress)
    const handover = await flow.handedOver()
    await flow.agentSays(handover.visitorId, 'Hello?')
    expect(customerReads(handover, 'Hello?')).toBe(false)
    await flow.sandbox.advance(MINUTE)
    await writes(flow, handover, 'Anybody?')
    expect(ownerReads(flow, 'error')).toContain(`enter ${flow.botpress.webhookUrl}?secret=YOUR-WEBHOOK-SECRET and tick`)
    const checkSetup = () => flow.botpress.platform.callAction('checkSetup', {})
    expect((await checkSetup()).checks).toContainEqual(
      expect.stringMatching(/^✗ Webhook: .+ compare it letter by letter/)
    )
    flow.brevo.webhooks.url = webhookAddress(flow.botpress)
    expect(await checkSetup()).toMatchObject({ ok: true })
    await flow.agentSays(handover.visitorId, 'Do you read me?')
    expect(customerReads(handover, 'Do you read me?')).toBe(true)
  },

  'The user reads the answers, but the bot never takes over again': async (flow) => {
    flow.brevo.webhooks.ticked.delete('conversationTranscript')
    const handover = await flow.handedOver()
    await flow.agentSays(handover.visitorId, 'Hello')
    await flow.agentFinishes(handover.visitorId)
    expect(customerReads(handover, 'Hello')).toBe(true)
    expect(handover.chat.session()?.active).toBe(true)
    await writes(flow, handover, '/end')
    await flow.agentSays(handover.visitorId, 'Are you there?')
    await flow.sandbox.advance(25 * 60 * MINUTE)
    await flow.botpress.runScheduledRegister()
    expect(ownerReads(flow, 'warn')).toContain('"Conversation transcript" is not ticked in Brevo')
    flow.brevo.webhooks.ticked.add('conversationTranscript')
    const next = await flow.handedOver()
    await flow.agentFinishes(next.visitorId)
    expect(next.chat.session()?.active).toBe(false)
  },

  'Answers stop in conversations that go on, after a change of configuration': async (flow) => {
    const begun = await flow.handedOver()
    await flow.configured({ apiKey: `${API_KEY}1` }, () => flow.agentSays(begun.visitorId, 'After another key'))
    expect(ownerReads(flow, 'warn')).toContain('begun under another')
    flow.botpress.configuration = { ...flow.botpress.configuration, webhookSecret: SECRET }
    flow.brevo.webhooks.url = webhookAddress(flow.botpress)
    await registered(flow.botpress)
    await flow.agentSays(begun.visitorId, 'After another secret')
    expect(read(begun.chat).join('\n')).not.toContain('After another')
    const next = await flow.handedOver()
    await flow.agentSays(next.visitorId, 'Hello')
    expect(customerReads(next, 'Hello')).toBe(true)
  },

  "The user's messages come late": async (flow) => {
    const { chat, visitorId } = await flow.handedOver()
    const agentsRead = () => flow.inbox(visitorId).join('\n')
    const next: Record<string, () => Promise<unknown>> = {
      'with the next message of the user': () => writes(flow, { chat }, 'Hello again'),
      'with the next message of an agent': () => flow.agentSays(visitorId, 'One moment'),
      'within an hour at most': () => flow.botpress.runScheduledRegister(),
    }
    for (const [late, send] of Object.entries(next)) {
      flow.brevo.limit.exhaust(600)
      await writes(flow, { chat }, late)
      expect(agentsRead()).not.toContain(late)
      await flow.sandbox.advance(11 * MINUTE)
      await send()
      await flow.sandbox.settled()
      expect(agentsRead()).toContain(late)
    }
  },

  'The card **Start HITL** fails': async (flow) => {
    const chat = flow.botpress.bot.openChat({ name: 'Ada' })
    flow.brevo.limit.exhaust(600)
    expect(await chat.escalate()).toMatchObject({
      ok: false,
      message: expect.stringMatching(/could not be handed over to Brevo: The hourly limit/),
    })
    await writes(flow, { chat }, 'What are your opening hours?')
    expect(read(chat).at(-1)).toMatch(/^bot: We are open/)
  },

  'The conversation is not in the group you chose': async (flow) => {
    const { conversationId, visitorId } = await flow.handedOver({ card: { hitlSession: { groupId: 'supprt' } } })
    const groupOf = (id: string) => flow.brevo.find(id)?.visitor.groupId
    expect(groupOf(visitorId)).toBeNull()
    expect(ownerReads(flow, 'warn')).toMatch(
      new RegExp(`${conversationId} could not be routed to the group.+stays open to everyone\\. Check the group ID`)
    )
    const next = await flow.handedOver({ card: { hitlSession: { groupId: 'support' } } })
    expect(groupOf(next.visitorId)).toBe('support')
  },

  '"A human agent has joined" is missing': async (flow) => {
    await flow.sandbox.setWorld({ botpress: { assignsFirstAuthor: false } })
    const old = await flow.handedOver()
    await flow.agentSays(old.visitorId, 'Hello')
    expect(customerReads(old, 'Hello')).toBe(true)
    expect(read(old.chat).join('\n')).not.toContain('A human agent has joined')
    await flow.sandbox.setWorld()
    const updated = await flow.handedOver()
    await flow.agentSays(updated.visitorId, 'Hello')
    expect(read(updated.chat).join('\n')).toContain('A human agent has joined')
  },
}

describe('the table "When something is wrong" of hub.md', () => {
  let flow: Flow
  afterEach(() => flow.close())

  it.each(symptoms)('%s', async (symptom) => {
    flow = await Flow.start()
    await registered(flow.botpress)
    const provoke = ROWS[symptom]
    expect(provoke).toBeDefined()
    await provoke?.(flow)
  })

  it('has every row that is provoked here, and no other', () => {
    expect(symptoms).toEqual(Object.keys(ROWS))
  })
})
