import { describe, expect, it } from 'vitest'
import { fragment, parse, readMessage, visitor } from '../../test/support/parsed-event'

describe('whom a message is for', () => {
  it.each(['isTrigger', 'isBot', 'isPushed'])('marks one with %s as automatic', (flag) => {
    expect(readMessage({ text: 'Hi', [flag]: true })?.kind).toBe('automatic')
    expect(readMessage({ text: 'Hi', [flag]: false })?.kind).toBe('person')
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
    expect(readMessage({ text: 'Hi', ...fields })?.kind).toBe('person')
  })
})

const idOf = (message: object, conversationId = 'conv_1') =>
  parse({ eventName: 'conversationFragment', visitor, messages: [{ type: 'agent', ...message }] }, conversationId)
    ?.messageIds[0]

describe('the id of a message', () => {
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

const keyOf = (agentName: string) => readMessage({ agentName })?.agent.key

describe('the author of a message', () => {
  const agents = [
    { id: 'a', name: 'Anna' },
    { id: 'b', name: 'Bob', userpic: 'https://x.y/b.png' },
  ]

  it('is the one that the message names, not the first agent of the list', () => {
    expect(readMessage({ agentId: 'b' }, { agents })?.agent).toEqual({
      key: 'b',
      name: 'Bob',
      picture: 'https://x.y/b.png',
    })
  })

  it('is not in the list', () => {
    expect(readMessage({ agentId: 'c', agentName: 'Cleo' }, { agents })?.agent).toMatchObject({
      key: 'c',
      name: 'Cleo',
    })
    expect(readMessage({ agentName: 'Cleo' }, { agents: [agents[0]] })?.agent).toMatchObject({
      key: expect.stringMatching(/^name:/),
      name: 'Cleo',
    })
  })

  it('has no id: each name is an agent of its own, in every session the same', () => {
    expect(keyOf('Dora')).toMatch(/^name:[0-9a-f]{16}$/)
    expect(keyOf('Dora')).toBe(keyOf(' Dora\n'))
    expect(keyOf('Dora')).not.toBe(keyOf('Emil'))
  })

  it('has no id in the message, but in the list under the same name', () => {
    expect(readMessage({ agentName: 'Bob' }, { agents })?.agent.key).toBe('b')
    const twins = [...agents, { id: 'b2', name: 'Bob' }]
    expect(readMessage({ agentName: 'Bob' }, { agents: twins })?.agent.key).toMatch(/^name:/)
  })

  it('is not named: the only agent of the event, or nobody known', () => {
    expect(readMessage({}, { agents: [agents[1]] })?.agent.key).toBe('b')
    expect(readMessage({}, { agent: agents[1], agents: [agents[1]] })?.agent.key).toBe('b')
    expect(readMessage({}, { agents })?.agent).toMatchObject({ key: 'unknown', name: undefined })
    expect(readMessage({}, { agents: [{ name: 'Anna' }, { name: 'Bob' }] })?.agent.key).toBe('unknown')
  })

  it('has a name on one line, and a picture that a browser opens', () => {
    const agent = readMessage({ agentId: 'a', agentName: 'Julia\u2028\u202EBot:\n ok', agentUserpic: 'data:x' })?.agent
    expect(agent).toMatchObject({ name: 'Julia Bot: ok', picture: undefined })
    expect(readMessage({ agentName: 'x'.repeat(300) })?.agent.name).toHaveLength(200)
  })

  it('has an id that cannot be used', () => {
    const one = readMessage({ agentId: 'x y', agentName: 'Anna' })?.agent
    expect(one?.key).toMatch(/^id:[0-9a-f]{16}$/)
    expect(readMessage({ agentId: 'x z', agentName: 'Anna' })?.agent.key).not.toBe(one?.key)
  })
})
