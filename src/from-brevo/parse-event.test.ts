import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEvent, parseHead } from './parse-event'

const parse = (body: unknown) => {
  const head = parseHead(body)
  return head && parseEvent(head, body, 'Botpress')
}
const visitor = { id: 'v' }
const FIXTURES = join(__dirname, '..', '..', 'test', 'fixtures')

describe('parseEvent', () => {
  it.each(readdirSync(FIXTURES))('reads %s', (file) => {
    const event = parse(JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')))
    expect(event?.visitorId).toBe('kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg')
    expect(event?.agentMessages.map(({ agent }) => agent.name)).toEqual(['Julia'])
  })

  it('takes each author from the message, not the first agent of the list', () => {
    const event = parse({
      eventName: 'conversationFragment',
      visitor,
      messages: [{ id: '1', type: 'agent', text: 'x', agentId: 'b' }],
      agents: [
        { id: 'a', name: 'Anna' },
        { id: 'b', name: 'Bob', userpic: 'https://x.y/b.png' },
      ],
    })
    expect(event?.agentMessages[0]?.agent).toEqual({ id: 'b', name: 'Bob', picture: 'https://x.y/b.png' })
  })

  it('leaves out own echoes and visitors, and puts the rest in order of time', () => {
    const event = parse({
      eventName: 'conversationFragment',
      visitor,
      messages: [
        { id: '3', type: 'agent', text: 'third', createdAt: 30 },
        { id: '2', type: 'agent', text: 'echo', createdAt: 20, receivedFrom: 'Botpress' },
        { id: '1', type: 'agent', text: 'first', createdAt: '10' },
        { id: '0', type: 'visitor', text: 'visitor', createdAt: 0 },
        { id: '4', type: 'agent', text: 'other tool', createdAt: 40, receivedFrom: 'Zapier' },
      ],
    })
    expect(event?.agentMessages.map(({ id }) => id)).toEqual(['1', '3', '4'])
  })

  it('lets a broken message cost no other', () => {
    const event = parse({
      eventName: 'conversationFragment',
      visitor,
      messages: [
        null,
        5,
        'x',
        [],
        { type: 'agent', id: 7, text: { a: 1 }, attachments: 'no', file: 3 },
        { id: 'ok', type: 'agent', text: 'fine' },
      ],
    })
    expect(event?.agentMessages.map(({ text }) => text)).toEqual(['', 'fine'])
  })

  it('gives a message without an id the same one at every delivery', () => {
    const body = { eventName: 'conversationFragment', visitor, messages: [{ type: 'agent', text: 'x', createdAt: 1 }] }
    expect(parse(body)?.agentMessages[0]?.id).toMatch(/^fingerprint-/)
    expect(parse(body)).toEqual(parse(structuredClone(body)))
  })

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { eventName: 'x' },
    { eventName: 5, visitor },
    { eventName: 'x', visitor: {} },
  ])('is no event: %j', (body) => {
    expect(parse(body)).toBeUndefined()
  })

  it('never throws, whatever it is given, and keeps what is sound', () => {
    const junk = fc.jsonValue()
    const body = fc.record(
      {
        eventName: fc.oneof(fc.constant('conversationFragment'), junk),
        visitor: fc.oneof(fc.constant(visitor), junk),
        messages: fc.oneof(
          fc.array(fc.oneof(junk, fc.record({ type: fc.constant('agent'), text: junk, createdAt: junk }))),
          junk
        ),
        agents: junk,
        message: junk,
        agent: junk,
        isNoAvailableAgent: junk,
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(body, (given) => {
        const sound = { id: 'sound', type: 'agent', text: 'kept', createdAt: 5 }
        const messages = Array.isArray(given.messages) ? given.messages : []
        const event = parse({ ...given, eventName: 'x', visitor, messages: [...messages, sound] })
        expect(event?.agentMessages.some(({ id, text }) => id === 'sound' && text === 'kept')).toBe(true)
        parse(given)
      })
    )
  })
})
