const TICK_MS = 20

/** A signal that aborts by itself, until it is stopped. */
export type Patience = { signal: AbortSignal; stop: () => void }

/**
 * A time-out in which only the time counts in which this process had its turn. On a machine with more to do than it
 * has cores for, nobody is late who was not let in.
 * @param ms how long, of the real time
 * @param closing aborts it at once
 */
export const patience = (ms: number, closing: AbortSignal): Patience => {
  const controller = new AbortController()
  const abort = () => controller.abort()
  let left = ms
  let seen = performance.now()
  const timer = setInterval(
    () => {
      const now = performance.now()
      left -= Math.min(now - seen, 2 * TICK_MS)
      seen = now
      if (left <= 0) {
        abort()
      }
    },
    Math.min(TICK_MS, ms)
  )
  closing.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    stop: () => {
      clearInterval(timer)
      closing.removeEventListener('abort', abort)
    },
  }
}
