/** How long what was there before is remembered, in ms: longer than any read lags behind. */
const KEPT_MS = 60_000

type Version<T> = { at: number; value: T | undefined }

/** What a place in the store holds, and what it held a moment ago. Values are replaced, never changed in place. */
export class Past<T> {
  private versions: Version<T>[] = []

  /** @param now epoch ms by the store's clock */
  public constructor(private readonly now: () => number) {}

  /** What it holds now; undefined when it was never filled, or emptied. */
  public get current(): T | undefined {
    return this.versions.at(-1)?.value
  }

  /** @param value undefined empties it */
  public write(value: T | undefined): void {
    const at = this.now()
    const needed = this.versions.filter((_, index) => (this.versions[index + 1]?.at ?? at) > at - KEPT_MS)
    this.versions = [...needed, { at, value }]
  }

  /** What it held so many ms ago. */
  public ago(ms: number): T | undefined {
    if (ms <= 0) {
      return this.current
    }
    const then = this.now() - ms
    return this.versions.filter(({ at }) => at <= then).at(-1)?.value
  }
}
