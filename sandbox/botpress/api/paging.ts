import { InvalidQueryError } from '@botpress/client'
import type { Row } from './table'

const PAGE_SIZE = 20

/** How a list is sorted: by `key`, and by order of creation among equals. */
export type Order<T> = { direction: 'asc' | 'desc'; key?: (record: T) => number }

type Cursor = { key: number; seq: number }
type Page<T> = { items: T[]; meta: { nextToken?: string } }

const writeToken = ({ key, seq }: Cursor): string => Buffer.from(`${key}:${seq}`).toString('base64url')

const readToken = (token: string): Cursor => {
  const match = /^(\d+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) {
    throw new InvalidQueryError('nextToken is not one of ours')
  }
  return { key: Number(match[1]), seq: Number(match[2]) }
}

/**
 * One page of a list. The token names the last item, not a number of items, so that a list which changes
 * between two pages neither repeats nor skips what was there all along.
 */
export const pageOf = <T>(rows: Row<T>[], order: Order<T>, token: string | undefined): Page<T> => {
  const sign = order.direction === 'asc' ? 1 : -1
  const cursorOf = ({ record, seq }: Row<T>): Cursor => ({ key: order.key?.(record) ?? 0, seq })
  const compare = (a: Cursor, b: Cursor): number => sign * (a.key - b.key || a.seq - b.seq)

  const after = token === undefined ? undefined : readToken(token)
  const sorted = rows
    .map((row) => ({ row, cursor: cursorOf(row) }))
    .filter(({ cursor }) => !after || compare(cursor, after) > 0)
    .sort((a, b) => compare(a.cursor, b.cursor))
  const page = sorted.slice(0, PAGE_SIZE)
  const last = page.at(-1)
  const meta = last && sorted.length > PAGE_SIZE ? { nextToken: writeToken(last.cursor) } : {}
  return { items: page.map(({ row }) => row.record), meta }
}

type Dated = { createdAt: string; updatedAt: string }
type Range = { afterDate?: string; beforeDate?: string }

const epoch = (date: string, name: string): number => {
  const ms = Date.parse(date)
  if (Number.isNaN(ms)) {
    throw new InvalidQueryError(`${name} is not a date`)
  }
  return ms
}

/** A test for records created within a range, both ends included. */
export const within = (range: Range): ((record: Dated) => boolean) => {
  const from = range.afterDate === undefined ? -Infinity : epoch(range.afterDate, 'afterDate')
  const to = range.beforeDate === undefined ? Infinity : epoch(range.beforeDate, 'beforeDate')
  return (record) => {
    const at = Date.parse(record.createdAt)
    return at >= from && at <= to
  }
}

/** The order a list call asks for; newest first unless it says otherwise. */
export const orderBy = <T extends Dated>(input: {
  sortField?: keyof Dated
  sortDirection?: 'asc' | 'desc'
}): Order<T> => {
  const field = input.sortField ?? 'createdAt'
  return { direction: input.sortDirection ?? 'desc', key: (record) => Date.parse(record[field]) }
}
