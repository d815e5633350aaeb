import { msLeft, type Deadline } from '../time'
import type { BrevoError, BrevoFailure } from './error'

type Rule = {
  /** Pauses before further tries, in ms. */
  pausesMs: readonly number[]
  /** Whether the last pause repeats as long as there is time. */
  goesOn: boolean
}

const NEVER: Rule = { pausesMs: [], goesOn: false }

/** After which failure a call is tried again. What is certainly not stored is tried as long as there is time. */
export const RETRY_RULES: Record<BrevoFailure, Rule> = {
  unreachable: { pausesMs: [300, 900, 1_500], goesOn: true },
  limited: { pausesMs: [1_000, 3_000], goesOn: false },
  busy: { pausesMs: [500, 1_500], goesOn: true },
  unclear: { pausesMs: [500, 1_500], goesOn: false },
  wrongKey: NEVER,
  blockedAddress: NEVER,
  refused: NEVER,
  outOfTime: NEVER,
}

/** Added to the reset that Brevo tells in whole seconds, so that the next try is not a moment early. */
const RESET_MARGIN_MS = 250

/** A call that gets less time than this, in ms, would only be cut off, and perhaps be stored all the same. */
export const MIN_CALL_MS = 3_000

/**
 * How long to wait before the next try.
 * @param failures how often it has failed so far, this time included
 * @returns ms, or undefined when another try is not worth it or would not fit into the time
 */
export const pauseBeforeRetry = (error: BrevoError, failures: number, deadline: Deadline): number | undefined => {
  const { pausesMs, goesOn } = RETRY_RULES[error.failure]
  const listed = pausesMs[failures - 1] ?? (goesOn ? pausesMs.at(-1) : undefined)
  if (listed === undefined) {
    return undefined
  }
  const isTold = error.failure === 'limited' && error.resetMs !== undefined
  const pauseMs = isTold ? (error.resetMs ?? 0) + RESET_MARGIN_MS : listed
  return pauseMs + MIN_CALL_MS <= msLeft(deadline) ? pauseMs : undefined
}
