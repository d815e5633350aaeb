/** The service's own time: the machine's, or a test's, and what was added to it. */
export class Clock {
  private ahead = 0

  /** @param base epoch ms; the machine's clock when left out */
  public constructor(private readonly base: () => number = Date.now) {}

  /** Epoch ms. */
  public now(): number {
    return this.base() + this.ahead
  }

  /** The same moment as ISO 8601 in UTC, with milliseconds. */
  public iso(): string {
    return new Date(this.now()).toISOString()
  }

  /** Moves the time forward. */
  public advance(ms: number): void {
    this.ahead += ms
  }
}
