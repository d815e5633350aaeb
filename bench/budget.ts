/** The time that a part of the bench may take. What has begun is ended; nothing more is begun after that. */
export class Budget {
  private readonly endsAt: number

  /** @param ms from now on */
  public constructor(ms: number) {
    this.endsAt = performance.now() + ms
  }

  public get leftMs(): number {
    return Math.max(0, this.endsAt - performance.now())
  }

  public get isSpent(): boolean {
    return this.leftMs === 0
  }
}
