import type { Sandbox } from '../../sandbox/sandbox'

/** How often a save is tried. */
const MOST_SAVES = 5

/**
 * Saves the configuration, as its owner does before anything else; once more where a busy machine let the time run out.
 * Without it there is no schedule, and what the scheduled `register` should bring waits for ever.
 * @throws {Error} with what `register` has against it
 */
export const registered = async (botpress: Sandbox['botpress']): Promise<void> => {
  for (let saves = 1; ; saves += 1) {
    const outcome = await botpress.register()
    if (outcome.ok) {
      return
    }
    if (saves === MOST_SAVES) {
      throw new Error(`The configuration was not accepted: ${outcome.message}`)
    }
  }
}
