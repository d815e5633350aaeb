import { describe, expect, it } from 'vitest'
import { errorOf, errorOfExchange } from './error'

const BLOCKED =
  'We have detected you are using an unrecognised IP address 1.2.3.4. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips'

describe('errorOf', () => {
  it.each([
    [{ status: 401, code: 'unauthorized', message: 'Key not found' }, 'wrongKey'],
    [{ status: 401, code: 'unauthorized', message: BLOCKED }, 'blockedAddress'],
    [{ status: 401 }, 'wrongKey'],
    [{ status: 429 }, 'limited'],
    [{ status: 503 }, 'busy'],
    [{ status: 408 }, 'unclear'],
    [{ status: 500 }, 'unclear'],
    [{ status: 502 }, 'unclear'],
    [{ status: 504 }, 'unclear'],
    [{ status: 400, code: 'invalid_parameter' }, 'refused'],
    [{ status: 403, code: 'permission_denied' }, 'refused'],
    [{ status: 404, code: 'document_not_found' }, 'refused'],
    [{ status: 302 }, 'refused'],
  ])('%j is %s', (answer, failure) => {
    expect(errorOf(answer.status, answer).failure).toBe(failure)
  })

  it('tells status and code, and nothing that Brevo wrote', () => {
    const error = errorOf(400, { code: 'invalid_parameter', message: 'text "my secret words" is invalid' })
    expect(error.message).toBe('Brevo rejected the request: HTTP 400, invalid_parameter')
    expect(JSON.stringify(error)).not.toContain('secret words')
  })

  it('knows when the limit is reset', () => {
    expect(errorOf(429, undefined, '12').resetMs).toBe(12_000)
    expect(errorOf(401, undefined, '12').resetMs).toBeUndefined()
  })
})

describe('errorOfExchange', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNRESET', 'unclear'],
    ['ERR_CANCELED', 'unclear'],
    [undefined, 'unclear'],
  ])('%s is %s', (code, failure) => {
    expect(errorOfExchange(code).failure).toBe(failure)
  })
})
