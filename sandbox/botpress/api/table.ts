/** How long what was there before is remembered, in ms: longer than any read lags behind. */
const KEPT_MS = 60_000

/** A place in a table, in the order of creation, with what it holds and held a moment ago; undefined when emptied. */
type Place<T> = { seq: number; versions: { at: number; value: T | undefined }[] }

/** A record and its place in the order of creation. */
export type Row<T> = { seq: number; record: T }

/** What a table needs of the store. `lagMs`: how far reads lag behind writes at the moment. */
export type TableTools = { nextSeq: () => number; now: () => number; lagMs: () => number }

type Options<T> = {
  /** What a record is looked for by, where only a few of many are wanted. It stays in each group that it was once in. */
  groupsOf?: (record: T) => string[]
  /** Whether a record is still there; all are that were not deleted when left out. */
  isAlive?: (record: T) => boolean
}

/** A table in the order of creation. Records are replaced, never changed in place. */
export class Table<T extends { id: string }> {
  private readonly places = new Map<string, Place<T>>()
  private readonly groups = new Map<string, Set<Place<T>>>()

  public constructor(
    private readonly tools: TableTools,
    private readonly options: Options<T> = {}
  ) {}

  public get(id: string): T | undefined {
    return this.ago(this.places.get(id), 0)
  }

  /** The record as reads show it, which may lag behind. */
  public read(id: string): T | undefined {
    return this.ago(this.places.get(id), this.tools.lagMs())
  }

  public put(record: T): T {
    const place = this.places.get(record.id) ?? { seq: this.tools.nextSeq(), versions: [] }
    this.places.set(record.id, place)
    for (const group of this.options.groupsOf?.(record) ?? []) {
      this.groups.set(group, (this.groups.get(group) ?? new Set()).add(place))
    }
    this.write(place, record)
    return record
  }

  public delete(id: string): void {
    const place = this.places.get(id)
    if (place) {
      this.write(place, undefined)
    }
  }

  public all(group?: string): T[] {
    return Array.from(this.rows(0, group), ({ record }) => record)
  }

  /** The rows as reads show them, which may lag behind. */
  public readRows(group?: string): Row<T>[] {
    return [...this.rows(this.tools.lagMs(), group)]
  }

  public find(matches: (record: T) => boolean, group?: string): T | undefined {
    for (const { record } of this.rows(0, group)) {
      if (matches(record)) {
        return record
      }
    }
    return undefined
  }

  private *rows(agoMs: number, group: string | undefined): Generator<Row<T>> {
    const places = group === undefined ? this.places.values() : (this.groups.get(group) ?? [])
    for (const place of places) {
      const record = this.ago(place, agoMs)
      if (record) {
        yield { seq: place.seq, record }
      }
    }
  }

  private write(place: Place<T>, value: T | undefined): void {
    const at = this.tools.now()
    const needed = place.versions.filter((_, index) => (place.versions[index + 1]?.at ?? at) > at - KEPT_MS)
    place.versions = [...needed, { at, value }]
  }

  /** What a place held so many ms ago. The clock is not asked about now: a search goes through thousands of places. */
  private ago(place: Place<T> | undefined, ms: number): T | undefined {
    const versions = place?.versions ?? []
    const value = (ms <= 0 ? versions : versions.filter(({ at }) => at <= this.tools.now() - ms)).at(-1)?.value
    return value && (this.options.isAlive?.(value) ?? true) ? value : undefined
  }
}
