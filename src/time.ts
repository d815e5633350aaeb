/** A moment by this process's own clock, in epoch ms, at which trying ends. Never compared with another's clock. */
export type Deadline = number

/** The moment so many ms from now. */
export const deadlineIn = (ms: number): Deadline => Date.now() + ms

/** How many ms are left, at least 0. */
export const msLeft = (deadline: Deadline): number => Math.max(0, deadline - Date.now())

/** Waits, in ms. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Pause between two looks at what another invocation, or another service, does, in ms. */
export const POLL_MS = 400

/**
 * The result of work, or what is given in its place when it takes too long. The work itself goes on.
 * @param ms how long to wait
 * @param late gives or throws what comes in its place
 */
export const withinTime = <T>(work: Promise<T>, ms: number, late: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      try {
        resolve(late())
      } catch (thrown: unknown) {
        reject(thrown)
      }
    }, ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** No invocation lives longer than this, in ms (Botpress: a bot's invocation has 60 s). */
export const LONGEST_INVOCATION_MS = 60_000

/**
 * How long each handler works, in ms. Brevo pauses an unresponsive receiver, so a webhook is short. While `startHitl`
 * runs, a user waits. Sending a user's message is seen by nobody but the agents, who would rather have it now than
 * within an hour.
 */
export const BUDGET_MS = {
  webhook: 7_300,
  channel: 20_000,
  startHitl: 12_000,
  checkSetup: 12_000,
  otherActions: 10_000,
  register: 30_000,
} as const

/**
 * Waits until a webhook came so many ms ago, as far as its deadline allows. What else took time counts, so that a slow
 * Botpress does not add to the wait.
 * @returns whether there was anything to wait for
 */
export const untilAge = async (deadline: Deadline, ms: number): Promise<boolean> => {
  const waitMs = Math.min(ms - (BUDGET_MS.webhook - msLeft(deadline)), msLeft(deadline) / 2)
  if (waitMs <= 0) {
    return false
  }
  await pause(waitMs)
  return true
}

/**
 * From the start being complete until the HITL plugin has surely activated the session, in ms: `startHitl`'s answer and
 * five calls of the plugin in sequence, for which 3 s are allowed. What reaches it earlier is silently dropped.
 */
export const ACTIVATION_MS = 3_600

/** How long a start's last step is waited for before it is repeated, in ms: an early message counts on a short one. */
export const LAST_STEP_MS = 1_200

/** The plugin handles each event on its own; what comes so much later, in ms, is not overtaken by what came before. */
export const PLUGIN_GAP_MS = 1_000

/** How long a webhook sends what waits, in ms, after the user's side is done. */
export const WEBHOOK_SENDING_MS = 4_000
