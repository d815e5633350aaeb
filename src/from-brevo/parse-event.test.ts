import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEvent, parseHead } from './parse-event'

const visitor = { id: 'v' }
const FIXTURES = join(__dirname, '..', '..', 'test', 'fixtures')

const parse = (body: unknown, conversationId = 'conv_1') => {
  const head = parseHead(body)
  return head && parseEvent(head, body, conversationId)
}

const fragment = (fields: object) => parse({ eventName: 'conversationFragment', visitor, ...fields })!

/** The one message of an agent in a fragment of one. */
const read = (message: object, fields: object = {}) =>
  fragment({ messages: [{ id: 'm1', type: 'agent', ...message }], ...fields }).agentMessages[0]

describe('parseHead', () => {
  it('reads name, visitor and conversation', () => {
    expect(parseHead({ eventName: 'conversationStarted', visitor, conversationId: 'MxhGJAEugdLtS2BBq' })).toEqual({
      name: 'conversationStarted',
      visitorId: 'v',
      brevoConversationId: 'MxhGJAEugdLtS2BBq',
    })
  })

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { eventName: 'conversationFragment' },
    { eventName: 5, visitor },
    { eventName: 'conversationFragment', visitor: {} },
    { eventName: 'conversationFragment', visitor: { id: 'x'.repeat(201) } },
    { eventName: 'conversationFragment\nforged line of a log', visitor },
    { eventName: 'constructor', visitor },
  ])('is no event: %j', (body) => {
    expect(parseHead(body)).toBeUndefined()
  })

  it.each([5, null, '', 'x'.repeat(201), 'a b', 'a\nb', 'a\u202Eb'])(
    'keeps no conversation id such as %j',
    (conversationId) => {
      expect(parseHead({ eventName: 'conversationStarted', visitor, conversationId })?.brevoConversationId).toBe(
        undefined
      )
    }
  )
})

describe('parseEvent', () => {
  it.each(readdirSync(FIXTURES).filter((file) => !file.startsWith('hitl')))('reads %s', (file) => {
    const event = parse(JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')))
    expect(event?.visitorId).toBe('kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg')
    expect(event?.agentMessages.map(({ agent, kind }) => [agent.name, kind])).toEqual([['Julia', 'person']])
  })

  it('leaves out own echoes and visitors, and puts the rest in order of time', () => {
    const { agentMessages, messageIds, latestAt } = fragment({
      messages: [
        { id: '3', type: 'agent', text: 'third', createdAt: 30 },
        { id: '2', type: 'agent', text: 'echo', createdAt: 20, receivedFrom: 'Botpress' },
        { id: '1', type: 'agent', text: 'first', createdAt: '10' },
        { id: '0', type: 'visitor', text: 'visitor', createdAt: 0 },
        { id: '4', type: 'agent', text: 'other tool', createdAt: 40, receivedFrom: 'Zapier' },
        { id: '5', type: 'agent', text: 'no time', createdAt: '' },
      ],
    })
    expect(agentMessages.map(({ id }) => id)).toEqual(['1', '3', '4', '5'])
    expect({ messageIds, latestAt }).toEqual({
      messageIds: ['0', '1', '2', '3', '4', '5'],
      latestAt: 40,
    })
  })

  it('lets a broken message cost no other', () => {
    const { agentMessages, messageIds } = fragment({
      messages: [
        null,
        5,
        'x',
        [],
        { type: 'agent', id: 7, text: { a: 1 }, attachments: 'no', file: 3, createdAt: {}, isBot: {}, to: null },
        { id: 'ok', type: 'agent', text: 'fine' },
      ],
    })
    expect(messageIds).toHaveLength(2)
    expect(agentMessages.map(({ text, kind }) => [text, kind])).toEqual([
      ['', 'person'],
      ['fine', 'person'],
    ])
  })

  it.each([
    ['https://conversations-app.brevo.com/conversations/Mb', 'https://conversations-app.brevo.com/conversations/Mb'],
    ['javascript:alert(1)', undefined],
    [`https://x.y/${'a'.repeat(500)}`, undefined],
    [5, undefined],
  ])('reads the link %j of a thread as %j', (threadLink, expected) => {
    expect(fragment({ visitor: { ...visitor, threadLink } }).threadLink).toBe(expected)
  })

  it('says that no agent is available only where Brevo does', () => {
    expect(fragment({ isNoAvailableAgent: true }).agentAvailable).toBe(false)
    expect(fragment({ isNoAvailableAgent: false }).agentAvailable).toBe(true)
    expect(fragment({}).agentAvailable).toBe(true)
  })
})

describe('whom a message is for', () => {
  it.each(['isTrigger', 'isBot', 'isPushed'])('marks one with %s as automatic', (flag) => {
    expect(read({ text: 'Hi', [flag]: true })?.kind).toBe('automatic')
    expect(read({ text: 'Hi', [flag]: false })?.kind).toBe('person')
  })

  it.each([
    [{ isForward: true }],
    [{ isForward: 'true' }],
    [{ isForward: true, isBot: true }],
    [{ isForward: 'yes' }],
    [{ isForward: { by: 'Julia' } }],
    [{ to: ['supplier@example.com'] }],
    [{ cc: 'boss@example.com' }],
    [{ bcc: [{ email: 'x@example.com' }] }],
    [{ type: 'note' }],
    [{ type: 'comment' }],
    [{ type: 'Agent' }],
    [{ type: undefined }],
  ])('keeps %j between colleagues', (fields) => {
    const event = fragment({ messages: [{ id: 'm1', type: 'agent', text: 'secret', ...fields }] })
    expect(event.agentMessages).toEqual([])
    expect(event.messageIds).toEqual(['m1'])
  })

  it.each([
    [{ to: [] }],
    [{ to: '' }],
    [{ cc: null }],
    [{ bcc: [''] }],
    [{ isForward: null }],
    [{ isForward: 'false' }],
  ])('takes %j for no recipient', (fields) => {
    expect(read({ text: 'Hi', ...fields })?.kind).toBe('person')
  })
})

describe('the id of a message', () => {
  const idOf = (message: object, conversationId = 'conv_1') =>
    parse({ eventName: 'conversationFragment', visitor, messages: [{ type: 'agent', ...message }] }, conversationId)
      ?.messageIds[0]

  it("is Brevo's", () => {
    expect(idOf({ id: 'Pw4zqGf2h8yGAb3Nk' })).toBe('Pw4zqGf2h8yGAb3Nk')
    expect(idOf({ id: `${'a'.repeat(49)}_-` })).toBe(`${'a'.repeat(49)}_-`)
  })

  it.each(['!refused', 'abc/1', 'abc/f-0123456789abcdef', 'fingerprint:0', 'a b', 'ü', 'x'.repeat(101), '', 5, null])(
    'is never %j, which may be one of ours',
    (id) => {
      expect(idOf({ id, text: 'x' })).toMatch(/^fingerprint:[0-9a-f]{32}$/)
    }
  )

  it('is the same at every delivery, and another in another session', () => {
    const message = { text: 'x', createdAt: 1 }
    expect(idOf(message)).toBe(idOf(structuredClone(message)))
    expect(idOf(message)).not.toBe(idOf(message, 'conv_2'))
  })

  it('is the same in both states of a message without one, and tells two messages apart', () => {
    const first = { createdAt: 1, attachments: [{ name: 'a.png' }] }
    expect(idOf(first)).toBe(idOf({ createdAt: 1, attachments: [{ name: 'a.png', link: 'https://x.y/1' }] }))
    expect(idOf(first)).not.toBe(idOf({ createdAt: 1, attachments: [{ name: 'b.png' }] }))
    expect(idOf({ text: 'ok', createdAt: 1 })).not.toBe(idOf({ text: 'ok', createdAt: 2 }))
  })

  it('is made of an id that cannot be used, so that a correction keeps it', () => {
    expect(idOf({ id: '<a@b>', text: 'x' })).toBe(idOf({ id: '<a@b>', text: 'corrected' }))
    expect(idOf({ id: '<a@b>' })).not.toBe(idOf({ id: '<c@b>' }))
  })
})

describe('the author of a message', () => {
  const agents = [
    { id: 'a', name: 'Anna' },
    { id: 'b', name: 'Bob', userpic: 'https://x.y/b.png' },
  ]

  it('is the one that the message names, not the first agent of the list', () => {
    expect(read({ agentId: 'b' }, { agents })?.agent).toEqual({
      key: 'b',
      name: 'Bob',
      picture: 'https://x.y/b.png',
    })
  })

  it('is not in the list', () => {
    expect(read({ agentId: 'c', agentName: 'Cleo' }, { agents })?.agent).toMatchObject({ key: 'c', name: 'Cleo' })
    expect(read({ agentName: 'Cleo' }, { agents: [agents[0]] })?.agent).toMatchObject({
      key: expect.stringMatching(/^name:/),
      name: 'Cleo',
    })
  })

  it('has no id: each name is an agent of its own, in every session the same', () => {
    const key = (agentName: string) => read({ agentName })?.agent.key
    expect(key('Dora')).toMatch(/^name:[0-9a-f]{16}$/)
    expect(key('Dora')).toBe(key(' Dora\n'))
    expect(key('Dora')).not.toBe(key('Emil'))
  })

  it('has no id in the message, but in the list under the same name', () => {
    expect(read({ agentName: 'Bob' }, { agents })?.agent.key).toBe('b')
    const twins = [...agents, { id: 'b2', name: 'Bob' }]
    expect(read({ agentName: 'Bob' }, { agents: twins })?.agent.key).toMatch(/^name:/)
  })

  it('is not named: the only agent of the event, or nobody known', () => {
    expect(read({}, { agents: [agents[1]] })?.agent.key).toBe('b')
    expect(read({}, { agent: agents[1], agents: [agents[1]] })?.agent.key).toBe('b')
    expect(read({}, { agents })?.agent).toMatchObject({ key: 'unknown', name: undefined })
    expect(read({}, { agents: [{ name: 'Anna' }, { name: 'Bob' }] })?.agent.key).toBe('unknown')
  })

  it('has a name on one line, and a picture that a browser opens', () => {
    const agent = read({ agentId: 'a', agentName: 'Julia\u2028\u202EBot:\n ok', agentUserpic: 'data:x' })?.agent
    expect(agent).toMatchObject({ name: 'Julia Bot: ok', picture: undefined })
    expect(read({ agentName: 'x'.repeat(300) })?.agent.name).toHaveLength(200)
  })

  it('has an id that cannot be used', () => {
    const one = read({ agentId: 'x y', agentName: 'Anna' })?.agent
    expect(one?.key).toMatch(/^id:[0-9a-f]{16}$/)
    expect(read({ agentId: 'x z', agentName: 'Anna' })?.agent.key).not.toBe(one?.key)
  })
})

describe('bounds', () => {
  it('looks at the newest 500 messages', () => {
    const messages = Array.from({ length: 40_000 }, (_, index) => ({
      id: `m${index}`,
      type: 'agent',
      createdAt: index,
    }))
    const event = fragment({ messages: [...messages].reverse() })
    expect(event.agentMessages).toHaveLength(500)
    expect([event.messageIds[0], event.messageIds.at(-1)]).toEqual(['m39500', 'm39999'])
    expect(event.latestAt).toBe(39_999)
  })

  it('keeps 20 files of a message, names of 200 and links of 2,000 characters', () => {
    const attachments = Array.from({ length: 1_000 }, (_, index) => ({
      name: `${index}${'n'.repeat(1_000)}.pdf`,
      link: `https://x.y/${index}${index === 1 ? 'a'.repeat(2_000) : ''}`,
    }))
    const files = read({ attachments })?.attachments ?? []
    expect(files).toHaveLength(20)
    expect(files.every(({ name }) => name.length === 200 && name.endsWith('….pdf'))).toBe(true)
    expect(files.map(({ link }) => link?.length)).toEqual(
      files.map((_, index) => (index === 1 ? undefined : `https://x.y/${index}`.length))
    )
  })

  it('keeps 200,000 characters of a text', () => {
    const text = read({ text: 'a'.repeat(1_000_000) })?.text
    expect(text).toHaveLength(200_000)
    expect(text?.endsWith('a…')).toBe(true)
  })

  it.each([
    ['a text of <', { text: '<'.repeat(1_000_000), html: '<'.repeat(1_000_000) }],
    ['nested HTML', { html: '<div>'.repeat(200_000) }],
    ['nested HTML within the limit', { html: `${'<div>'.repeat(50_000)}<a href="https://x.y/1">a</a>`, text: 'a' }],
    [
      'links whose words are everywhere',
      {
        text: 'a'.repeat(200_000),
        html: Array.from({ length: 50 }, (_, index) => `<a href="https://x.y/${index}">a</a>`).join(''),
      },
    ],
    ['raw HTML', { rawUnsafeHtml: '<!--'.repeat(250_000) }],
    ['an id', { id: 'x'.repeat(1_500_000) }],
    ['a name', { agentName: '\n'.repeat(1_500_000) }],
    ['a link', { attachments: [{ link: `https://x.y/${'a'.repeat(1_500_000)}` }] }],
    ['blanks', { text: `a${' '.repeat(1_500_000)}` }],
    ['line ends', { text: `a${'\u2028'.repeat(1_500_000)}b` }],
    ['a file name', { attachments: [{ name: '.'.repeat(1_500_000) }] }],
  ])('takes a bounded time for %s', (_name, message) => {
    const started = process.cpuUsage()
    read(message)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })

  it('never looks into what it does not use', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) {
      deep = [deep]
    }
    const message = { id: 'm1', type: 'agent', text: 'Hi', unknown: deep, attachments: [deep, { name: deep }], to: '' }
    expect(fragment({ messages: [message], attributes: deep }).agentMessages[0]?.text).toBe('Hi')
  })
})

describe('any body', () => {
  it('never throws, and what is sound is read', () => {
    const junk = fc.jsonValue()
    const field = <T>(value: T) => fc.oneof(fc.constant(value), junk)
    const message = fc.record(
      {
        id: junk,
        type: field('agent'),
        text: junk,
        html: fc.oneof(junk, fc.string()),
        createdAt: junk,
        attachments: fc.oneof(junk, fc.array(fc.record({ link: junk, name: junk, mimeType: junk, imageInfo: junk }))),
        file: junk,
        agentId: junk,
        agentName: junk,
        to: junk,
      },
      { requiredKeys: [] }
    )
    const body = fc.record(
      {
        eventName: field('conversationFragment'),
        visitor: field(visitor),
        conversationId: junk,
        messages: fc.oneof(fc.array(fc.oneof(junk, message)), junk),
        agents: fc.oneof(fc.array(fc.record({ id: junk, name: junk, userpic: junk })), junk),
        message: fc.oneof(message, junk),
        agent: junk,
        isNoAvailableAgent: junk,
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(body, (given) => {
        parse(given)
        const sound = { id: 'sound', type: 'agent', text: 'kept', createdAt: 5 }
        const messages = Array.isArray(given.messages) ? given.messages : []
        const event = fragment({ ...given, eventName: 'conversationFragment', visitor, messages: [...messages, sound] })
        expect(event.agentMessages.some(({ id, text }) => id === 'sound' && text === 'kept')).toBe(true)
      })
    )
    fc.assert(
      fc.property(junk, (given) => {
        parse(given)
      })
    )
  })
})
