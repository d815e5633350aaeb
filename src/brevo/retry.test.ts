import { describe, expect, it } from 'vitest'
import { deadlineIn } from '../time'
import { BrevoError } from './error'
import { pauseBeforeRetry } from './retry'

const enough = () => deadlineIn(60_000)

describe('pauseBeforeRetry', () => {
  it('goes on as long as there is time for what is certainly not stored', () => {
    const busy = new BrevoError('busy')
    expect([1, 2, 3, 20].map((failures) => pauseBeforeRetry(busy, failures, enough()))).toEqual([
      500, 1_500, 1_500, 1_500,
    ])
    expect(pauseBeforeRetry(busy, 1, deadlineIn(3_000))).toBeUndefined()
  })

  it('goes by the reset that Brevo tells', () => {
    const limited = new BrevoError('limited', { resetMs: 3_000 })
    expect(pauseBeforeRetry(limited, 1, deadlineIn(10_000))).toBe(3_250)
    expect(pauseBeforeRetry(limited, 1, deadlineIn(6_000))).toBeUndefined()
  })

  it.each(['wrongKey', 'blockedAddress', 'refused'] as const)(
    'does not try again what will not pass: %s',
    (failure) => {
      expect(pauseBeforeRetry(new BrevoError(failure), 1, enough())).toBeUndefined()
    }
  )

  it('tries what may have been stored three times, for a doubled line is better than a lost one', () => {
    const unclear = new BrevoError('unclear')
    expect([1, 2, 3].map((failures) => pauseBeforeRetry(unclear, failures, enough()))).toEqual([500, 1_500, undefined])
  })
})
