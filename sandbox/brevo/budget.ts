const HOUR_MS = 3_600_000

export class Budget {
  private spent = 0
  private windowEnd = 0

  public constructor(
    public limit: number,
    private readonly now: () => number
  ) {}

  /** Calls of the current hour. */
  public get used(): number {
    this.turn()
    return this.spent
  }

  /** Whole seconds until the budget is whole again. */
  public resetSeconds(): number {
    this.turn()
    return Math.max(0, Math.ceil((this.windowEnd - this.now()) / 1000))
  }

  /** Uses it all up, with a reset after so many seconds. */
  public exhaust(resetSeconds: number): void {
    this.spent = this.limit
    this.windowEnd = this.now() + resetSeconds * 1000
  }

  /** Makes it whole again. */
  public reset(): void {
    this.spent = 0
    this.windowEnd = this.now() + HOUR_MS
  }

  /** Takes one call from it. @returns false when none is left */
  public take(): boolean {
    this.turn()
    if (this.spent >= this.limit) {
      return false
    }
    this.spent += 1
    return true
  }

  /** Brevo's headers of the budget, which stand on every answer. */
  public headers(): Record<string, string> {
    return {
      'x-sib-ratelimit-limit': String(this.limit),
      'x-sib-ratelimit-remaining': String(Math.max(0, this.limit - this.used)),
      'x-sib-ratelimit-reset': String(this.resetSeconds()),
    }
  }

  private turn(): void {
    if (this.now() >= this.windowEnd) {
      this.reset()
    }
  }
}
