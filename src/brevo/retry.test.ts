import { describe, expect, it } from 'vitest'
import { BrevoError } from './error'
import { pauseBeforeRetry, RETRY_RULES } from './retry'

describe('pauseBeforeRetry', () => {
  it('waits longer each time and gives up in the end', () => {
    const busy = new BrevoError('busy')
    expect([1, 2, 3].map((failures) => pauseBeforeRetry(busy, failures, 60_000))).toEqual([500, 1_500, undefined])
  })

  it('goes by the reset that Brevo tells', () => {
    const limited = new BrevoError('limited', { resetMs: 3_000 })
    expect(pauseBeforeRetry(limited, 1, 10_000)).toBe(3_250)
    expect(pauseBeforeRetry(limited, 1, 6_000)).toBeUndefined()
  })

  it.each(['wrongKey', 'blockedAddress', 'refused'] as const)(
    'does not try again what will not pass: %s',
    (failure) => {
      expect(pauseBeforeRetry(new BrevoError(failure), 1, 60_000)).toBeUndefined()
    }
  )

  it('tries again what may have been stored, for a doubled line is better than a lost one', () => {
    expect(RETRY_RULES.unclear.mayBeStored).toBe(true)
    expect(pauseBeforeRetry(new BrevoError('unclear'), 1, 60_000)).toBe(500)
  })
})
