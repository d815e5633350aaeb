import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriesConversation, looksLikeOurs, makeVisitorId, readVisitorId } from './visitor-id'

const seal = { key: 'xkeysib-1', webhookId: 'hook-1' }
const ULID = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')
const conversationId = fc
  .tuple(
    fc.constantFrom(...ULID.slice(0, 8)),
    fc.string({ unit: fc.constantFrom(...ULID), minLength: 25, maxLength: 25 })
  )
  .map(([first, rest]) => `conv_${first}${rest}`)

describe('a visitor id', () => {
  it('carries its conversation, in 32 characters that Brevo takes', () => {
    fc.assert(
      fc.property(conversationId, (id) => {
        const visitorId = makeVisitorId(id, seal)
        expect(visitorId).toMatch(/^[A-Za-z0-9_-]{32}$/)
        expect(readVisitorId(visitorId, seal)).toEqual({ conversationId: id })
        expect(makeVisitorId(id, seal)).toBe(visitorId)
      })
    )
  })

  it('is made of a hash for a conversation whose id has another form, and then looked up', () => {
    const id = '6f1c3c55-6d0e-4b3b-8a37-0d8b8a0a3b11'
    const visitorId = makeVisitorId(id, seal)
    expect(visitorId).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(carriesConversation(visitorId)).toBe(false)
    expect(readVisitorId(visitorId, seal)).toBe('lookUp')
    expect(makeVisitorId(id, seal)).toBe(visitorId)
    expect(makeVisitorId(id, { ...seal, key: 'xkeysib-2' }).slice(0, 25)).not.toBe(visitorId.slice(0, 25))
  })

  it('is not recognised under another key or another installation', () => {
    const visitorId = makeVisitorId('conv_01ARZ3NDEKTSV4RRFFQ69G5FAV', seal)
    expect(readVisitorId(visitorId, { ...seal, key: 'xkeysib-2' })).toBeUndefined()
    expect(readVisitorId(visitorId, { ...seal, webhookId: 'hook-2' })).toBeUndefined()
  })

  it('is not recognised when any character of it was changed', () => {
    const visitorId = makeVisitorId('conv_01ARZ3NDEKTSV4RRFFQ69G5FAV', seal)
    for (let index = 0; index < visitorId.length; index += 1) {
      const changed = visitorId.slice(0, index) + (visitorId[index] === 'A' ? 'B' : 'A') + visitorId.slice(index + 1)
      expect(readVisitorId(changed, seal)).toBeUndefined()
    }
  })

  it('is nothing that a visitor of a website has, nor any other text, however like one of ours it looks', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'.split('')
    const letter = fc.constantFrom(...letters)
    const shaped = fc
      .tuple(fc.constantFrom('bpc', 'bph'), fc.string({ unit: letter, minLength: 29, maxLength: 29 }))
      .map(([prefix, rest]) => prefix + rest)
    fc.assert(
      fc.property(shaped, (text) => {
        expect(looksLikeOurs(text)).toBe(true)
        expect(readVisitorId(text, seal)).toBeUndefined()
      })
    )
    fc.assert(fc.property(fc.string(), (text) => readVisitorId(text, seal) === undefined))
    expect(readVisitorId('kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg', seal)).toBeUndefined()
  })
})
