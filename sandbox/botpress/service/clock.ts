type Sleeper = { until: number; wake: () => void; timer: NodeJS.Timeout }

/** The service's own time: the machine's, or a test's, and what was added to it. */
export class Clock {
  private ahead = 0
  private readonly sleepers = new Set<Sleeper>()

  /**
   * @param base epoch ms; the machine's clock when left out
   * @param speed how many times as fast as the real time `base` passes
   */
  public constructor(
    private readonly base: () => number = Date.now,
    private readonly speed = 1
  ) {}

  /** Epoch ms. */
  public now(): number {
    return this.base() + this.ahead
  }

  /** The same moment as ISO 8601 in UTC, with milliseconds. */
  public iso(): string {
    return new Date(this.now()).toISOString()
  }

  /** Moves the time forward, and ends the sleeps whose time has come by that. */
  public advance(ms: number): void {
    this.ahead += ms
    for (const sleeper of this.sleepers) {
      if (sleeper.until <= this.now()) {
        this.end(sleeper)
      }
    }
  }

  /** Ends when so much of this time has passed, or when it was moved forward by that. Never after `close`. */
  public async sleep(ms: number): Promise<void> {
    if (ms <= 0) {
      return
    }
    await new Promise<void>((wake) => {
      const sleeper: Sleeper = {
        until: this.now() + ms,
        wake,
        timer: setTimeout(() => this.end(sleeper), ms / this.speed),
      }
      this.sleepers.add(sleeper)
    })
  }

  /** Lets no sleep end any more. */
  public close(): void {
    for (const { timer } of this.sleepers) {
      clearTimeout(timer)
    }
    this.sleepers.clear()
  }

  private end(sleeper: Sleeper): void {
    clearTimeout(sleeper.timer)
    this.sleepers.delete(sleeper)
    sleeper.wake()
  }
}
