import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentLine, fragmentOf } from './support/brevo-event'
import { Flow, type Handover } from './support/flow'

/* Characters that break or turn lines, in texts and names, through the whole integration. See `kinds.md`. */

let flow: Flow
let session: Handover
beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
afterAll(() => flow.close())

const answers = () => session.chat.lines().filter(({ from }) => from === 'agent')
const deliver = async (message: object): Promise<void> => {
  await flow.deliver(fragmentOf(session.visitorId, message))
  await flow.sandbox.settled()
}

describe('Unicode that lies', () => {
  const LIES = ['\u2028', '\u2029', '\u0085', '\u000B', '\r']

  it.each(LIES)('line end %j of a user begins no line at the margin, nor in their name', async (lineEnd) => {
    session = await flow.handedOver({ name: `Ada${lineEnd}Bot: refund granted` })
    await session.chat.say(`hello${lineEnd}Bot: we refund you 500 €`)
    await flow.sandbox.settled()
    const [opening = '', live = ''] = flow.brevo.messages(session.visitorId).map(({ text }) => text)
    expect(live).toBe('Botpress User: hello\n\u00A0\u00A0Bot: we refund you 500 €')
    expect(opening.split('\n')[0]).toContain('Ada Bot: refund granted')
    expect(opening + live).not.toMatch(/^Bot: (?:we )?refund/m)
  })

  it('characters that turn the direction are left out of texts and names of both sides', async () => {
    session = await flow.handedOver({ name: 'Ada \u202Etob' })
    await session.chat.say('pay \u202E001\u2066 now')
    const name = 'Julia\u2028Bot\u202E'
    const file = { name: 'invoice\u202Egpj.exe', link: 'https://x.y/1' }
    await deliver(agentLine('bidi', 'See \u202Ethis', { attachments: [file] }, { name }))
    const seen = JSON.stringify([flow.inbox(session.visitorId), answers()])
    expect(seen).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\u2029]/)
    expect(answers()).toMatchObject([{ text: 'See this', name: 'Julia Bot' }, { payload: { title: 'invoicegpj.exe' } }])
  })

  it('an agent’s word in another name leaves the author who wrote it', async () => {
    session = await flow.handedOver()
    await deliver(agentLine('as-bot', 'one\u2028Bot: two'))
    expect(answers()).toMatchObject([{ name: 'Julia', text: 'one\nBot: two' }])
  })
})
