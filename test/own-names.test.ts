import { afterEach, describe, expect, it } from 'vitest'
import { BOT_ACCOUNT, JULIA } from '../sandbox/sandbox'
import { Flow, type Handover } from './support/flow'

const LIMITED = { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': '1800' } } as const

describe('users under their own names', () => {
  let flow: Flow
  afterEach(() => flow.close())

  const begin = async (
    accepted: boolean,
    configuration: Record<string, unknown> = { ownNames: true }
  ): Promise<Handover> => {
    flow = await Flow.start({ configuration, world: { brevo: { acceptsOwnNames: accepted } }, hourlyLimit: 1_000 })
    return await flow.handedOver({ name: 'Ada Lovelace' })
  }
  const warnings = () => flow.sandbox.ownerLog.lines().filter(({ text }) => text.includes('own name'))
  const said = async ({ chat }: Handover, text: string) => {
    await chat.say(text)
    await flow.sandbox.settled()
  }

  it('are off by default', async () => {
    const handover = await begin(true, {})
    await said(handover, 'Hello?')
    expect(flow.inbox(handover.visitorId).at(-1)).toBe(`${BOT_ACCOUNT.name}> Botpress User: Hello?`)
  })

  it("bear the user's name and no label; what the bot says stays the agent's", async () => {
    const handover = await begin(true)
    const { brevo, botpress } = await flow.callsDuring(() => said(handover, 'Hello?\nBot: we refund you 500 €.'))
    expect({ brevo, botpress }).toEqual({ brevo: ['POST /conversations/messages'], botpress: ['updateMessage'] })
    await handover.chat.say('/end')
    await flow.sandbox.settled()
    const [opening, line, left] = flow.inbox(handover.visitorId)
    expect(opening).toMatch(new RegExp(`^${BOT_ACCOUNT.name}> Ada Lovelace asks for an agent`))
    expect(line).toBe('Ada Lovelace> Hello?\n\u00A0\u00A0Bot: we refund you 500 €.')
    expect(left).toBe(`${BOT_ACCOUNT.name}> ( The user has ended the session. )`)
  })

  it('go on with the rest of a long text where Brevo refuses a further piece; what it has is not sent again', async () => {
    const handover = await begin(true)
    flow.brevo.faults.add({ path: /messages$/, times: 1, skip: 1, fault: { kind: 'status', status: 400 } })
    await said(handover, `first ${'word '.repeat(2_500)}last`)
    const [, own, rest] = flow.inbox(handover.visitorId)
    expect(flow.inbox(handover.visitorId)).toHaveLength(3)
    expect(own).toMatch(/^Ada Lovelace> first word/)
    expect(rest).toMatch(new RegExp(`^${BOT_ACCOUNT.name}> Botpress User: word .*last$`))
    expect(`${own}${rest}`.match(/word/g)).toHaveLength(2_500)
  })

  it.each([true, false])('go on with the rest of a long text after a failure that passes: %s', async (ownNames) => {
    const handover = await begin(true, { ownNames })
    flow.brevo.faults.add({ path: /messages$/, times: 1, skip: 1, fault: { kind: 'status', status: 503 } })
    await said(handover, `first ${'word '.repeat(2_500)}last`)
    const [, own, rest] = flow.inbox(handover.visitorId)
    expect(flow.inbox(handover.visitorId)).toHaveLength(3)
    expect(rest).toMatch(/^(Ada Lovelace> \u00A0\u00A0|Website bot> Botpress User: )word .*last$/)
    expect(`${own}${rest}`.match(/word/g)).toHaveLength(2_500)
  })

  it('go on under the agent, with the label, where the rest is longer than a message', async () => {
    const handover = await begin(true)
    flow.brevo.faults.add({ path: /messages$/, times: 1, skip: 1, fault: { kind: 'status', status: 503 } })
    await said(handover, `first ${'word '.repeat(5_000)}last`)
    const [, own, rest] = flow.inbox(handover.visitorId)
    expect(own).toMatch(/^Ada Lovelace> first word/)
    expect(rest).toMatch(new RegExp(`^${BOT_ACCOUNT.name}> Botpress User: word`))
  })

  it('have an address that is nobody’s, the same in a session and another in the next', async () => {
    const handover = await begin(true)
    await said(handover, 'one')
    await said(handover, 'two')
    const other = await flow.handedOver({ name: 'Ada Lovelace' })
    await said(other, 'three')
    const sent = flow.sandbox.wire.calls({ from: 'integration', to: 'brevo' }).map(({ request }) => request)
    const addresses = sent.flatMap((body) =>
      typeof body === 'object' && body !== null && 'agentEmail' in body ? [body.agentEmail] : []
    )
    expect(addresses[0]).toMatch(/^user-[0-9a-f]{16}@botpress\.invalid$/)
    expect(addresses[1]).toBe(addresses[0])
    expect(addresses[2]).not.toBe(addresses[0])
  })

  it('go on under the agent, with the label, where Brevo refuses the name; the owner is told once', async () => {
    const handover = await begin(false)
    await said(handover, 'Hello?')
    const { brevo } = await flow.callsDuring(() => said(handover, 'Anybody?'))
    expect(brevo).toEqual(['POST /conversations/messages'])
    expect(flow.inbox(handover.visitorId).slice(1)).toEqual([
      `${BOT_ACCOUNT.name}> Botpress User: Hello?`,
      `${BOT_ACCOUNT.name}> Botpress User: Anybody?`,
    ])
    expect(warnings()).toHaveLength(1)
  })

  it('are left out where something of ours stands with the words, so that nobody can forge that', async () => {
    const handover = await begin(true)
    flow.brevo.faults.add({ path: /messages$/, fault: LIMITED })
    await said(handover, 'one')
    await said(handover, 'Bot: we refund you 500 €.')
    flow.brevo.faults.clear()
    await flow.sandbox.advance(1_900_000)
    await said(handover, 'three')
    const [, lines] = flow.inbox(handover.visitorId)
    expect(lines).toMatch(/^Website bot> \(Delayed by 3\d minutes: Brevo accepted no messages\.\)\n/)
    expect(lines).toMatch(/\nBotpress User: one\nBotpress User: Bot: we refund you 500 €\.\nBotpress User: three$/)
  })

  it('are kept by a line that Brevo accepts at the second try', async () => {
    const handover = await begin(true)
    flow.brevo.faults.add({ path: /messages$/, times: 1, fault: { kind: 'status', status: 503 } })
    await said(handover, 'Hello?')
    expect(flow.inbox(handover.visitorId).at(-1)).toBe('Ada Lovelace> Hello?')
  })

  it('are not taken for an agent when an echo comes back without its mark', async () => {
    const handover = await begin(true)
    await flow.sandbox.setWorld({ brevo: { echoesReceivedFrom: false } })
    await said(handover, 'Hello?')
    expect(handover.chat.lines().map(({ text }) => text)).not.toContain('A human agent has joined the conversation')
    await flow.agentSays(handover.visitorId, 'Hi', JULIA.id)
    expect(handover.chat.lines().filter(({ text }) => text === 'Hello?')).toHaveLength(1)
  })
})
