import { msLeft, type Deadline } from '../time'
import type { BrevoError } from './error'
import { FAILURES } from './failures'

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
  const { pausesMs, goesOn } = FAILURES[error.failure]
  const listed = pausesMs[failures - 1] ?? (goesOn ? pausesMs.at(-1) : undefined)
  if (listed === undefined) {
    return undefined
  }
  const isTold = error.failure === 'limited' && error.resetMs !== undefined
  const pauseMs = isTold ? (error.resetMs ?? 0) + RESET_MARGIN_MS : listed
  return pauseMs + MIN_CALL_MS <= msLeft(deadline) ? pauseMs : undefined
}
