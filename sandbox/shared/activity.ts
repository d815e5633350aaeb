/** Keeps count of what is under way, so that a test can wait for quiet instead of sleeping. */
export class Activity {
  private readonly underWay = new Map<symbol, string>()
  private readonly waiting = new Set<() => void>()

  /**
   * Counts work from now on.
   * @param label names the work in the error of `settled`
   * @returns a function that says it has ended
   */
  public begin(label: string): () => void {
    const key = Symbol(label)
    this.underWay.set(key, label)
    return () => {
      this.underWay.delete(key)
      if (this.underWay.size === 0) {
        for (const wake of this.waiting) {
          wake()
        }
      }
    }
  }

  /** Counts work until it ends, well or not; see `begin`. */
  public async track<T>(label: string, work: () => Promise<T>): Promise<T> {
    const end = this.begin(label)
    try {
      return await work()
    } finally {
      end()
    }
  }

  /**
   * Resolves when nothing is under way, and nothing followed at once from what ended last.
   * @throws Error naming what still is, after `timeoutMs`
   */
  public async settled(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs
    for (let quietTurns = 0; quietTurns < 3;) {
      if (this.underWay.size === 0) {
        quietTurns += 1
        await new Promise((resolve) => setImmediate(resolve))
        continue
      }
      quietTurns = 0
      await this.nextQuiet(deadline - Date.now())
    }
  }

  private async nextQuiet(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(wake)
        reject(new Error(`still under way: ${[...this.underWay.values()].join(', ')}`))
      }, timeoutMs)
      const wake = (): void => {
        clearTimeout(timer)
        this.waiting.delete(wake)
        resolve()
      }
      this.waiting.add(wake)
    })
  }
}
