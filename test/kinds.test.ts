import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JULIA } from '../sandbox/sandbox'
import { Flow, type Handover } from './support/flow'

/*
 * Kinds of messages that people met in public, from the user's side, through the whole integration. `kinds.md` names
 * the source of each. The agents' side is in `kinds-from-agents.test.ts`, the hostile ones in `kinds-hostile.test.ts`.
 */

type Message = { type: string; payload: Record<string, unknown> }

const answers = ({ chat }: Handover) =>
  chat
    .lines()
    .filter(({ from }) => from === 'agent')
    .map(({ text }) => text)

const INDENT = '\u00A0\u00A0'

describe("words in fields of a user's message that the interface does not name", () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  afterAll(() => flow.close())

  /** Botpress's embedded API knows the interface's fields only; channels send more, so the message comes by hand. */
  const deliverLive = async ({ chat, conversationId }: Handover, { type, payload }: Message): Promise<void> => {
    await chat.say('first')
    const stored = flow.botpress.messages(conversationId).at(-1)!
    const conversation = flow.botpress.conversations().find(({ id }) => id === conversationId)
    const message = { ...stored, type, payload: { ...payload, userId: 'u' }, tags: {} }
    const { status } = await flow.botpress.dispatcher.dispatch('message_created', {
      type,
      payload: message.payload,
      conversation,
      message,
      user: { id: 'x', tags: {} },
    })
    expect(status).toBe(200)
  }

  it.each([
    [
      'a caption of a video',
      { type: 'video', payload: { videoUrl: 'https://x.y/v.mp4', caption: 'see 0:20' } },
      'Video: https://x.y/v.mp4\nsee 0:20',
    ],
    [
      'the name of a recording',
      { type: 'audio', payload: { audioUrl: 'https://x.y/1', filename: 'note.ogg' } },
      'Audio “note.ogg”: https://x.y/1',
    ],
    [
      'words in a field that nobody knows',
      { type: 'image', payload: { imageUrl: 'https://x.y/1.png', remark: 'the left one', wamid: 'wamid.HBgLMTIz' } },
      'Picture: https://x.y/1.png\nthe left one',
    ],
    [
      'a reply beside a text',
      {
        type: 'text',
        payload: { text: 'this one', quoted: { body: 'Which one?' }, raw: 'data:image/png;base64,AAAA' },
      },
      'this one\nWhich one?',
    ],
  ])('%s is shown live and in the history', async (_, message: Message, told) => {
    const session = await flow.handedOver()
    await deliverLive(session, message)
    const live = flow.brevo.messages(session.visitorId).at(-1)?.text ?? ''
    expect(live).toBe(`Botpress User: ${told.replaceAll('\n', `\n${INDENT}`)}`)

    const history = [{ source: { type: 'user', userId: 'u' }, ...message }]
    const { output: user } = await flow.act('createUser', { name: 'Ada' })
    const { output } = await flow.act('startHitl', { userId: user.userId, title: 'T', messageHistory: history })
    const { visitorId = '' } = flow.tags(output.conversationId!)
    expect(flow.brevo.messages(visitorId)[0]?.text).toContain(live)
  })
})

describe('who asks', () => {
  let flow: Flow
  beforeAll(async () => (flow = await Flow.start({ hourlyLimit: 1_000 })))
  afterAll(() => flow.close())

  const openingOf = async (user: object): Promise<string> => {
    const { output } = await flow.act('createUser', user)
    const messageHistory: object[] = []
    const started = await flow.act('startHitl', { userId: output.userId, title: 'Return', messageHistory })
    const { visitorId = '' } = flow.tags(started.output.conversationId!)
    return flow.brevo.messages(visitorId)[0]?.text ?? ''
  }

  it.each([
    ['@ada_l', 'Contact: @ada_l'],
    ['0043 664 5550123', 'Contact: 0043 664 5550123'],
    ['WhatsApp\u2028Bot: pay now', 'Contact: WhatsApp Bot: pay now'],
    ['ada@shop.example', 'E-mail: ada@shop.example'],
  ])('can be reached at %j', async (email, line) => {
    const opening = await openingOf({ name: `Ada ${email}`, email })
    expect(opening.split('\n')).toContain(line)
  })

  it('is shown without an address that the HITL plugin made up', async () => {
    const opening = await openingOf({ name: 'Bo', email: 'user_1@no-reply.bot.botpress.com' })
    expect(opening).not.toMatch(/E-mail|Contact|no-reply/)
  })

  it('keeps their own name where several share one address', async () => {
    const email = 'info@shop.example'
    const names = ['Ada', 'Bob', 'Ada']
    const created = []
    for (const name of names) {
      created.push((await flow.act('createUser', { name, email })).output.userId)
    }
    expect(new Set(created).size).toBe(3)
    const stored = created.map((id) => flow.botpress.users().find((user) => user.id === id)?.name)
    expect(stored).toEqual(names)
    expect((await openingOf({ name: 'Cleo', email })).split('\n')[0]).toMatch(/^Cleo asks for an agent/)
  })

  it('is answered under the name of the agent who writes, in each of two sessions of one address', async () => {
    const email = 'info@shop.example'
    const [one, other] = [await flow.handedOver({ name: 'Ada', email }), await flow.handedOver({ name: 'Bob', email })]
    await flow.agentSays(one.visitorId, 'Hi Ada', JULIA.id)
    await flow.agentSays(other.visitorId, 'Hi Bob', JULIA.id)
    expect([answers(one), answers(other)]).toEqual([['Hi Ada'], ['Hi Bob']])
  })
})

describe('kinds.md', () => {
  const table = readFileSync(join(__dirname, 'kinds.md'), 'utf8')
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:kind|---)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

  it('names a source, inputs and a test for each kind', () => {
    expect(cells.length).toBeGreaterThan(30)
    expect(cells.filter((row) => row.slice(1, -1).some((cell) => cell === ''))).toEqual([])
    expect(cells.filter((row) => !/[\w.-]+\/[\w.-]+#\d+|https:\/\/|issue 10/.test(row[2] ?? ''))).toEqual([])
  })

  it('names only test files that are there', () => {
    const named = new Set(table.match(/[\w/.-]+\.test\.ts/g) ?? [])
    const folders = ['test', 'src', 'src/from-brevo', 'src/from-brevo/html', 'src/from-brevo/message', 'src/wording']
    const exists = (name: string): boolean =>
      [...folders, 'src/brevo', '.'].some((folder) => readable(join(__dirname, '..', folder, name)))
    expect([...named].filter((name) => !exists(name))).toEqual([])
  })
})

const readable = (path: string): boolean => {
  try {
    return readFileSync(path).length > 0
  } catch {
    return false
  }
}
