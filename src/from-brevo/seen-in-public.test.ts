import { describe, expect, it } from 'vitest'
import { contents, file, missingInTable, partsOfOne, readEvent, sourcesIn } from '../../test/support/seen-in-public'

/*
 * Faults that people met in public with systems like this one, at the level of a whole event: whom a message is for,
 * who wrote it, and what nobody sees in it. test/kinds.md names the source of each.
 */

describe('words between colleagues, and automatic ones', () => {
  it.each([
    ['a private note (chatwoot/chatwoot#306)', { type: 'note' }],
    ['an internal note (erxes/erxes#33)', { type: 'internal' }],
    ['a forward to a supplier (chatwoot/chatwoot#15871)', { isForward: true, to: ['supplier@example.com'] }],
    ['a forward within the house (freescout-help-desk/freescout#4515)', { isForward: true }],
  ])('%s', (_name, fields) => {
    expect(partsOfOne({ text: 'Do not tell', ...fields })).toEqual([])
  })

  it.each([
    ['a bot (chatwoot/chatwoot#6409)', { isBot: true }],
    ['a campaign under the name of an agent who is away (chatwoot/chatwoot#8045)', { isPushed: true, agentId: 'a1' }],
    ['an automation (chatwoot/chatwoot#6945)', { isTrigger: true }],
  ])('%s', (_name, fields) => {
    expect(readEvent([{ id: 'm1', type: 'agent', text: 'Hi', ...fields }]).agentMessages[0]?.kind).toBe('automatic')
  })
})

const ids = (messages: object[]) => readEvent(messages).messageIds

describe('who wrote it', () => {
  it('a second agent joins (freescout-help-desk/freescout#1460)', () => {
    const agents = [
      { id: 'a1', name: 'First' },
      { id: 'a2', name: 'Second' },
    ]
    const messages = [
      { id: 'm1', type: 'agent', text: 'one', agentId: 'a1', createdAt: 1 },
      { id: 'm2', type: 'agent', text: 'two', agentId: 'a2', createdAt: 2 },
    ]
    expect(readEvent(messages, { agents }).agentMessages.map(({ agent }) => agent.name)).toEqual(['First', 'Second'])
  })

  it('an agent that only a name tells of, who is not the assigned one (chatwoot/chatwoot#13624)', () => {
    const [message] = readEvent([{ id: 'm1', type: 'agent', text: 'x', agentName: 'Zoe' }], {
      agents: [{ id: 'a1', name: 'Assigned' }],
    }).agentMessages
    expect(message?.agent).toMatchObject({ key: expect.stringMatching(/^name:/), name: 'Zoe' })
  })

  it('messages without an id (NousResearch/hermes-agent#44634, verygoodplugins/whatsapp-mcp#220)', () => {
    const once = { type: 'agent', text: 'ok', createdAt: 5 }
    expect(ids([once])).toEqual(ids([once]))
    expect(new Set(ids([once, { ...once, createdAt: 6 }, { ...once, agentName: 'Zoe' }])).size).toBe(3)
  })
})

describe('characters that nobody sees', () => {
  it.each([
    ['telegramdesktop/tdesktop#3145', '\u200B'],
    ['element-hq/element-web#34019', '\u2800'],
    ['itsjunetime/smserver#90', ' \u2060'],
  ])('nothing to see (%s)', (_source, text) => {
    expect(partsOfOne({ text })).toEqual([])
  })

  it.each([
    ['elastic/detection-rules#1130', 'March 25 \u202Excod.scr', 'March 25 xcod.scr'],
    ['Aster-Privacy/Aster-Mail#76', 'invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['open-mercato/cezar#988', 'brief\u202Emd.txt\u2069', 'briefmd.txt'],
  ])('a name that is turned (%s)', (_source, name, expected) => {
    expect(contents(file({ name }))).toEqual([['file', { fileUrl: 'https://files.example/1', title: expected }]])
  })

  it.each([
    ['xmichelo/Beeftext#452', 'first\u2028second'],
    ['w3c/csswg-drafts#6992', 'first\u2029second'],
  ])('a line end of Unicode (%s)', (_source, text) => {
    expect(contents({ text })).toEqual([['text', { text: 'first\nsecond' }]])
    expect(readEvent([{ id: 'm1', type: 'agent', text: 'x', agentName: text }]).agentMessages[0]?.agent.name).toBe(
      'first second'
    )
  })
})

describe('test/kinds.md', () => {
  it('names every source of this file', () => {
    const sources = sourcesIn(__filename)
    expect(sources.length).toBeGreaterThan(10)
    expect(missingInTable(sources)).toEqual([])
  })
})
