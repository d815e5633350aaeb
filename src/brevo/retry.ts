import type { BrevoError, BrevoFailure } from './error'

type Rule = {
  /** Whether Brevo may have stored the message although the call failed; then a retry may double a line. */
  mayBeStored: boolean
  /** How many further tries are worth it within one invocation. */
  retries: number
  /** Pause before the first further try, in ms; each later one is three times as long. */
  pauseMs: number
}

/** After which failure a call is tried again. A doubled line is better than a lost one. */
export const RETRY_RULES: Record<BrevoFailure, Rule> = {
  unreachable: { mayBeStored: false, retries: 2, pauseMs: 300 },
  limited: { mayBeStored: false, retries: 2, pauseMs: 1_000 },
  busy: { mayBeStored: false, retries: 2, pauseMs: 500 },
  unclear: { mayBeStored: true, retries: 2, pauseMs: 500 },
  wrongKey: { mayBeStored: false, retries: 0, pauseMs: 0 },
  blockedAddress: { mayBeStored: false, retries: 0, pauseMs: 0 },
  refused: { mayBeStored: false, retries: 0, pauseMs: 0 },
}

/** Added to the reset that Brevo tells in whole seconds, so that the next try is not a moment early. */
const RESET_MARGIN_MS = 250

/**
 * How long to wait before the next try.
 * @param failures how often it has failed so far, this time included
 * @param remainingMs time left in this invocation
 * @returns ms, or undefined when another try is not worth it or would not fit into the time
 */
export const pauseBeforeRetry = (error: BrevoError, failures: number, remainingMs: number): number | undefined => {
  const rule = RETRY_RULES[error.failure]
  if (failures > rule.retries) {
    return undefined
  }
  const pauseMs =
    error.failure === 'limited' && error.resetMs !== undefined
      ? error.resetMs + RESET_MARGIN_MS
      : rule.pauseMs * 3 ** (failures - 1)
  return pauseMs < remainingMs ? pauseMs : undefined
}
