import { describe, expect, it } from 'vitest'
import { BrevoError, remedyFor } from './error'
import { FAILURES, type BrevoFailure } from './failures'

describe('what the owner reads of a failed call', () => {
  it.each(Object.keys(FAILURES) as BrevoFailure[])(
    '%s is told in whole sentences, without code words and nested brackets',
    (failure) => {
      const error = new BrevoError(failure, { status: 400, code: 'invalid_parameter' })
      const told = remedyFor(error)
      expect(told).toMatch(/^[A-Z][^()]+\. [A-Z].+\. Details: HTTP 400, invalid_parameter\.$/)
      expect(error.message).toMatch(/^[A-Z][^()]+: HTTP 400, invalid_parameter$/)
      for (const text of [told, error.message]) {
        expect(text).not.toMatch(/BrevoError|unclear|outOfTime|wrongKey|blockedAddress|\([^)]*\(/)
      }
    }
  )

  it('leaves out details that there are none of', () => {
    expect(remedyFor(new BrevoError('busy'))).toMatch(/outages\.$/)
    expect(new BrevoError('busy').message).toBe('Brevo is busy or under maintenance')
  })
})
