/** How long what was there before is remembered, in ms: longer than any read lags behind. */
const KEPT_MS = 60_000

type Version<T> = { at: number; value: T | undefined }

/** What a place in the store holds, and what it held a moment ago. Values are replaced, never changed in place. */
class Past<T> {
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

/** A record and its place in the order of creation. */
export type Row<T> = { seq: number; record: T }

/** What a table needs of the store. `lagMs`: how far reads lag behind writes at the moment. */
export type TableTools = { nextSeq: () => number; now: () => number; lagMs: () => number }

/** A table in the order of creation. Records are replaced, never changed in place. */
export class Table<T extends { id: string }> {
  private readonly rowsById = new Map<string, { seq: number; past: Past<T> }>()

  public constructor(private readonly tools: TableTools) {}

  public get(id: string): T | undefined {
    return this.rowsById.get(id)?.past.current
  }

  /** The record as reads show it, which may lag behind. */
  public read(id: string): T | undefined {
    return this.rowsById.get(id)?.past.ago(this.tools.lagMs())
  }

  public put(record: T): T {
    const { nextSeq, now } = this.tools
    const row = this.rowsById.get(record.id) ?? { seq: nextSeq(), past: new Past<T>(now) }
    row.past.write(record)
    this.rowsById.set(record.id, row)
    return record
  }

  public delete(id: string): void {
    this.rowsById.get(id)?.past.write(undefined)
  }

  public rows(): Row<T>[] {
    return this.rowsAgo(0)
  }

  /** The rows as reads show them, which may lag behind. */
  public readRows(): Row<T>[] {
    return this.rowsAgo(this.tools.lagMs())
  }

  public all(): T[] {
    return this.rows().map((row) => row.record)
  }

  public find(matches: (record: T) => boolean): T | undefined {
    for (const { past } of this.rowsById.values()) {
      const record = past.current
      if (record && matches(record)) {
        return record
      }
    }
    return undefined
  }

  private rowsAgo(ms: number): Row<T>[] {
    return [...this.rowsById.values()].flatMap(({ seq, past }) => {
      const record = past.ago(ms)
      return record ? [{ seq, record }] : []
    })
  }
}
