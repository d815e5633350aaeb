import type { BrevoError, BrevoFailure } from './error'

type Rule = {
  /** Whether Brevo may have stored the message although the call failed; then a retry may double a line. */
  mayBeStored: boolean
  /** How many tries are worth it within one invocation. */
  tries: number
  /** Pause before the second try, in ms; each later one is three times as long. */
  pauseMs: number
}

/** After which failure a call is tried again. A doubled line is better than a lost one. */
export const RETRY_RULES: Record<BrevoFailure, Rule> = {
  unreachable: { mayBeStored: false, tries: 3, pauseMs: 300 },
  limited: { mayBeStored: false, tries: 3, pauseMs: 1_000 },
  busy: { mayBeStored: false, tries: 3, pauseMs: 500 },
  unclear: { mayBeStored: true, tries: 3, pauseMs: 500 },
  wrongKey: { mayBeStored: false, tries: 1, pauseMs: 0 },
  blockedAddress: { mayBeStored: false, tries: 1, pauseMs: 0 },
  refused: { mayBeStored: false, tries: 1, pauseMs: 0 },
}

/** Added to the reset that Brevo tells in whole seconds, so that the next try is not a moment early. */
const RESET_MARGIN_MS = 250

/** A call that gets less time than this, in ms, would only be cut off, and perhaps be stored all the same. */
export const MIN_CALL_MS = 3_000

/**
 * How long to wait before the next try.
 * @param failures how often it has failed so far, this time included
 * @param remainingMs time left in this invocation
 * @returns ms, or undefined when another try is not worth it or would not fit into the time
 */
export const pauseBeforeRetry = (error: BrevoError, failures: number, remainingMs: number): number | undefined => {
  const rule = RETRY_RULES[error.failure]
  if (failures >= rule.tries) {
    return undefined
  }
  const pauseMs =
    error.failure === 'limited' && error.resetMs !== undefined
      ? error.resetMs + RESET_MARGIN_MS
      : rule.pauseMs * 3 ** (failures - 1)
  return pauseMs + MIN_CALL_MS <= remainingMs ? pauseMs : undefined
}
