import { describe, expect, it } from 'vitest'
import type * as bp from '../bp'
import { isAuthorised } from './webhook-secret'

const request = (query: string, headers: Record<string, string> = {}): bp.HandlerProps['req'] => ({
  method: 'POST',
  path: '/',
  query,
  headers,
  body: '{}',
})
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

describe('isAuthorised', () => {
  it('lets everything pass when no secret is set', () => {
    expect(isAuthorised(request(''), undefined)).toBe(true)
    expect(isAuthorised(request(''), '')).toBe(true)
  })

  it.each([
    ['the query', request('secret=s%26cret')],
    ['the query, beside others', request('a=1&secret=s%26cret')],
    ['the password of Basic authentication', request('', basic('brevo:s&cret'))],
    ['a Bearer token', request('', { Authorization: 'Bearer s&cret' })],
  ])('takes the secret from %s', (_, given) => {
    expect(isAuthorised(given, 's&cret')).toBe(true)
  })

  it('takes a password with a colon in it', () => {
    expect(isAuthorised(request('', basic('brevo:a:b')), 'a:b')).toBe(true)
  })

  it.each([
    ['none', request('')],
    ['an empty one', request('secret=')],
    ['a wrong one', request('secret=other')],
    ['a part of it', request('secret=s%26cre')],
    ['more than it', request('secret=s%26crets')],
    ['another case', request('secret=S%26CRET')],
    ['another parameter', request('Secret=s%26cret')],
    ['it as the user of Basic authentication', request('', basic('s&cret:'))],
    ['a broken header', request('', { authorization: 'Bearer' })],
    ['another scheme', request('', { authorization: 'Digest s&cret' })],
  ])('refuses %s', (_, given) => {
    expect(isAuthorised(given, 's&cret')).toBe(false)
  })
})
