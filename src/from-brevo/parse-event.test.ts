import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fragment, parse, visitor } from '../../test/support/parsed-event'
import { parseHead } from './parse-event'

const FIXTURES = join(__dirname, '..', '..', 'test', 'fixtures')

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
