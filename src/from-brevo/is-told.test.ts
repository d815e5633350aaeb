import { describe, expect, it } from 'vitest'
import type { ListedMessage } from '../session/session'
import { isTold, type ToldMessages } from './is-told'
import { correctionId, type Part } from './message-parts'

const listed = (fields: Partial<ListedMessage>): ListedMessage => ({
  id: 'msg_1',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  type: 'text',
  payload: {},
  direction: 'incoming',
  userId: 'user_1',
  conversationId: 'conv_1',
  tags: {},
  ...fields,
})
const told = (...entries: [id: string, fields: Partial<ListedMessage>][]): ToldMessages =>
  new Map(entries.map(([id, fields]) => [id, listed(fields)]))
const words = { partMissing: '(too long)' }
const part = (text: string): Part => ({ id: 'm', type: 'text', payload: { text } })

describe('isTold', () => {
  it.each<[string, ToldMessages, boolean]>([
    ['which is there', told(['m', { payload: { text: '12 €' } }]), true],
    ['which is not there', told(['other', { payload: { text: '12 €' } }]), false],
    ['which was told in other words', told(['m', { payload: { text: '10 €' } }]), false],
    ['whose currency was another', told(['m', { payload: { text: '12 $' } }]), false],
    ['which had a point less', told(['m', { payload: { text: '1.2 €' } }]), false],
    ['which was corrected', told(['m', { payload: { text: '10 €' } }], [correctionId('m', '12 €'), {}]), true],
    ['with other marks and blanks', told(['m', { payload: { text: '*12*\u00A0€ ' } }]), true],
    ['which was refused', told(['m', { payload: { text: '(too long)' } }]), true],
    ['that is an echo of ours', told(['m', { direction: 'outgoing', payload: { text: 'Ada: hi' } }]), true],
  ])('of a text %s', (_, messages, expected) => {
    expect(isTold(part('12 €'), messages, words)).toBe(expected)
  })

  it('of a file looks at its id alone', () => {
    const file: Part = { id: 'm/f-1', type: 'file', payload: { fileUrl: 'https://x.y/1' } }
    expect(isTold(file, told(['m/f-1', { type: 'file', payload: { fileUrl: 'https://x.y/2' } }]), words)).toBe(true)
    expect(isTold(file, told(['m', {}]), words)).toBe(false)
  })
})
