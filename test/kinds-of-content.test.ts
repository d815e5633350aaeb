import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentLine, agentTime, eventOf, fragmentOf } from './support/brevo-event'
import { Flow, read, type Handover } from './support/flow'

/* What agents really send, through the whole integration: what a message says, and in which state. See `kinds.md`. */

let flow: Flow
let session: Handover
beforeAll(async () => (flow = await Flow.start({ processes: 2, hourlyLimit: 1_000 })))
beforeEach(async () => {
  session = await flow.handedOver()
})
afterEach(async () => {
  flow.botpress.faults.clear()
  await flow.sandbox.setWorld()
})
afterAll(() => flow.close())

const deliver = async (...messages: object[]): Promise<void> => {
  expect((await flow.deliver(fragmentOf(session.visitorId, ...messages))).status).toBe(200)
  await flow.sandbox.settled()
}
const answers = () => session.chat.lines().filter(({ from }) => from === 'agent')
const contents = () => answers().map(({ type, text, payload }) => (type === 'text' ? text : { type, ...payload }))
const toldAgent = () => flow.inbox(session.visitorId).filter((line) => line.includes('may not have reached the user'))

const photo = (fields: object) => agentLine('state-1', 'See the photo', { attachments: [fields] })

const pdf = (name: string, index: number) => ({ name, link: `https://x.y/${index}`, mimeType: 'application/pdf' })

const three = (prefix: string) =>
  ['one', 'two', 'three'].map((text, at) => agentLine(`${prefix}-${text}`, text, { createdAt: agentTime() + at }))

describe('an agent whose profile Botpress does not take', () => {
  it.each([
    ['a new picture, while users cannot be changed', { method: 'PUT', path: /users\/[^/]+$/, status: 500 }],
    ['a new picture, which is refused', { method: 'PUT', path: /users\/[^/]+$/, status: 400 }],
    ['a first picture, which is refused', { method: 'POST', path: /users\/get-or-create$/, times: 1, status: 400 }],
  ])('is heard all the same: %s', async (what, { status, ...request }) => {
    const agent = { id: `agent-${what.length}`, name: 'Zoe' }
    if (request.method === 'PUT') {
      await deliver(agentLine(`hello-${what.length}`, 'Hello', {}, agent))
    }
    flow.botpress.faults.add({ ...request, fault: { kind: 'status', status } })
    await deliver(agentLine(`new-${what.length}`, 'In new clothes', { agentUserpic: 'https://x.y/new.png' }, agent))
    expect(contents().at(-1)).toBe('In new clothes')
    expect(toldAgent()).toEqual([])
  })
})

describe('one message in two states', () => {
  it('is no correction when only marks and white space differ', async () => {
    await deliver(agentLine('marks-1', 'It *costs* \n\n10'))
    await deliver(agentLine('marks-1', 'It costs\n10'))
    expect(contents()).toHaveLength(1)
  })

  it('brings the link of a file that comes later, once', async () => {
    await deliver(photo({ name: 'photo.jpg' }))
    await deliver(photo({ name: 'photo.jpg', link: 'https://x.y/photo.jpg' }))
    await deliver(photo({ name: 'photo.jpg', link: 'https://x.y/photo.jpg' }))
    expect(contents()).toEqual([
      'See the photo',
      'photo.jpg',
      { type: 'image', imageUrl: 'https://x.y/photo.jpg', title: 'photo.jpg' },
    ])
  })

  it('brings a corrected text as a correction, each one once', async () => {
    const told = ['It costs 10 €', 'It costs 12 €', 'It costs 12 €', 'It costs 13 €', 'It costs 10 €', 'It costs 12 €']
    for (const text of told) {
      await deliver(agentLine('state-2', text))
    }
    expect(contents()).toEqual(['It costs 10 €', 'Correction: It costs 12 €', 'Correction: It costs 13 €'])
  })

  it('brings a correction that only the transcript has, and none twice', async () => {
    await deliver(agentLine('state-3', 'It costs 10 €'), agentLine('state-4', 'On Monday'))
    await deliver(agentLine('state-4', 'On Tuesday'))
    const last = [agentLine('state-3', 'It costs 12 €'), agentLine('state-4', 'On Tuesday')]
    await flow.deliver(eventOf('conversationTranscript', session.visitorId, last))
    await flow.sandbox.settled()
    expect(contents()).toEqual(['It costs 10 €', 'On Monday', 'Correction: On Tuesday', 'Correction: It costs 12 €'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
  })

  it('makes no correction of a line of the user that Brevo sends back unmarked and changed', async () => {
    await flow.sandbox.setWorld({ brevo: { echoesReceivedFrom: false } })
    // The echo comes once Brevo's answer is on record: without a mark, one that overtakes it cannot be told.
    flow.brevo.webhooks.mode.held = true
    await session.chat.say('Hello *Julia*')
    await flow.botpress.settled()
    flow.brevo.webhooks.mode.held = false
    flow.brevo.webhooks.release()
    await flow.sandbox.settled()
    const echo = flow.brevo.messages(session.visitorId).at(-1)!
    const opening = flow.brevo.messages(session.visitorId)[0]!
    for (const { id, text } of [echo, opening]) {
      await deliver(agentLine(id, text), agentLine(id, `${text} (shown by Brevo in another way)`))
    }
    expect(contents()).toEqual([])
  })
})

describe('content in HTML only', () => {
  it.each([
    ['words', '<p>Hi&nbsp;Ada,</p><p>done.</p>', ['Hi Ada,\ndone.']],
    ['a link', '<a href="https://x.y/track?a=1&amp;b=2">Track it</a>', ['Track it (https://x.y/track?a=1&b=2)']],
    [
      'a picture',
      '<p>This one:</p><img src="https://x.y/1.png" alt="Chain">',
      ['This one:', { type: 'image', imageUrl: 'https://x.y/1.png', title: 'Chain' }],
    ],
    [
      'a picture that was pasted',
      `<p>This one:</p><img src="data:image/png;base64,${'A'.repeat(9_000)}">`,
      ['This one:', '(a file that cannot be opened)'],
    ],
    ['a script and nothing to read', '<script>alert(1)</script><style>p{}</style>', []],
  ])('%s arrives', async (name, html, expected) => {
    await deliver(agentLine(`html-${name.replaceAll(' ', '-')}`, '', { html }))
    expect(contents()).toEqual(expected)
  })
})

describe('files', () => {
  const link = 'https://x.y/1'

  it.each([
    ['a generic type with the flag', { name: 'photo.jpeg', mimeType: 'binary/octet-stream', isImage: true }, 'image'],
    ['a generic type with an ending', { name: 'photo.PNG', mimeType: 'application/octet-stream' }, 'image'],
    ['a picture of a phone', { name: 'IMG_1.heic', mimeType: 'image/heic', isImage: true }, 'file'],
    ['a recording of a phone', { name: 'voice.amr', mimeType: 'audio/amr' }, 'file'],
    ['a type that tells, against its ending', { name: 'scan.png', mimeType: 'application/pdf' }, 'file'],
  ])('%s is shown as what it is', async (name, fields, type) => {
    await deliver(agentLine(`file-${name.replace(/\W/g, '-')}`, '', { attachments: [{ link, ...fields }] }))
    expect(answers().map((line) => line.type)).toEqual([type])
  })

  it('of one name all arrive, and long names keep their ending', async () => {
    const attachments = ['bill.pdf', 'bill.pdf', `${'long '.repeat(30)}.pdf`].map(pdf)
    await deliver(agentLine('files-1', 'bill.pdf', { attachments }))
    expect(contents()).toMatchObject([
      { fileUrl: 'https://x.y/0', title: 'bill.pdf' },
      { fileUrl: 'https://x.y/1', title: 'bill.pdf' },
      { fileUrl: 'https://x.y/2', title: expect.stringMatching(/^long .{80,94}\.pdf$/) },
    ])
  })
})

describe('nothing to see', () => {
  it.each(['\u2060', '\u200B \u2800', ' \n\t'])('%j leaves no bubble, and nobody joins', async (text) => {
    await deliver(agentLine(`blank-${text.codePointAt(0)}`, text))
    expect(read(session.chat).filter((line) => line.includes('joined'))).toEqual([])
    expect(contents()).toEqual([])
  })
})

describe('a message that Botpress refuses for good', () => {
  const refuse = (times: number) =>
    flow.botpress.faults.add({
      path: /messages\/get-or-create$/,
      skip: 1,
      times,
      fault: { kind: 'status', status: 400 },
    })

  it('does not hold up its neighbours; the user reads that there was one, the agent is told once', async () => {
    refuse(1)
    await deliver(...three('refused'))
    expect(contents()).toEqual(['one', '(part of this message could not be shown)', 'three'])
    await deliver(...three('refused'))
    expect(toldAgent()).toHaveLength(1)
  })

  it('does not hold up the end either', async () => {
    refuse(2)
    expect((await flow.deliver(eventOf('conversationTranscript', session.visitorId, three('last')))).status).toBe(200)
    await flow.sandbox.settled()
    expect(contents()).toEqual(['one', 'three'])
    expect(flow.events('hitlStopped', session.conversationId)).toHaveLength(1)
    expect(toldAgent()).toHaveLength(1)
  })
})
