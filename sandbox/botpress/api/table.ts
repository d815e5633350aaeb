import { Past } from './past'

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
