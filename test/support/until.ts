const POLL_MS = 3

/**
 * Waits for a condition.
 * @throws {Error} that names it, after `timeoutMs`
 */
export const until = async (what: string, holds: () => boolean, timeoutMs = 30_000): Promise<void> => {
  const giveUpAt = Date.now() + timeoutMs
  while (!holds()) {
    if (Date.now() > giveUpAt) {
      throw new Error(`Waited in vain: ${what}`)
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
