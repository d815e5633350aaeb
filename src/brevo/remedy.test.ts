import { describe, expect, it } from 'vitest'
import { BrevoError, type BrevoFailure } from './error'
import { remedyFor } from './remedy'
import { RETRY_RULES } from './retry'

const FAILURES = Object.keys(RETRY_RULES) as BrevoFailure[]

describe('what the owner reads of a failed call', () => {
  it.each(FAILURES)('%s is told in whole sentences, without code words and nested brackets', (failure) => {
    const error = new BrevoError(failure, { status: 400, code: 'invalid_parameter' })
    const told = remedyFor(error)
    expect(told).toMatch(/^[A-Z][^()]+\. [A-Z].+\. Details: HTTP 400, invalid_parameter\.$/)
    expect(error.message).toMatch(/^[A-Z][^()]+: HTTP 400, invalid_parameter$/)
    for (const text of [told, error.message]) {
      expect(text).not.toMatch(/BrevoError|unclear|outOfTime|wrongKey|blockedAddress|\([^)]*\(/)
    }
  })

  it('leaves out details that there are none of', () => {
    expect(remedyFor(new BrevoError('busy'))).toMatch(/outages\.$/)
    expect(new BrevoError('busy').message).toBe('Brevo is busy or under maintenance')
  })
})
