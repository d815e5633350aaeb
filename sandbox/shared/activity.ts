import { EventEmitter, once } from 'node:events'

/** Keeps count of what is under way, so that a test can wait for quiet instead of sleeping. */
export class Activity {
  private readonly underWay = new Map<symbol, string>()
  private readonly quiet = new EventEmitter().setMaxListeners(0)

  /**
   * Counts work until it ends, well or not.
   * @param label names the work in the error of `settled`
   */
  public async track<T>(label: string, work: () => Promise<T>): Promise<T> {
    const key = Symbol(label)
    this.underWay.set(key, label)
    try {
      return await work()
    } finally {
      this.underWay.delete(key)
      if (this.underWay.size === 0) {
        this.quiet.emit('quiet')
      }
    }
  }

  /**
   * Resolves when nothing is under way, and nothing followed at once from what ended last.
   * @throws {Error} naming what still is, after `timeoutMs`
   */
  public async settled(timeoutMs = 30_000): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs)
    for (let quietTurns = 0; quietTurns < 3; quietTurns += 1) {
      if (this.underWay.size > 0) {
        quietTurns = 0
        await once(this.quiet, 'quiet', { signal }).catch(() => {
          throw new Error(`still under way: ${[...this.underWay.values()].join(', ')}`)
        })
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
