import { InvalidQueryError } from '@botpress/client'
import type { Tags } from './records'
import type { Row } from './table'

const PAGE_SIZE = 20

type Listed = { createdAt: string; updatedAt: string; tags: Tags }

/** What the list calls have in common. Both ends of the range of dates are included. */
type Query = {
  tags?: Tags
  afterDate?: string
  beforeDate?: string
  sortField?: 'createdAt' | 'updatedAt'
  sortDirection?: 'asc' | 'desc'
  nextToken?: string
}

/** A place in a list: by a date in epoch ms, and by order of creation among equals. */
type Cursor = { at: number; seq: number }
type Page<T> = { items: T[]; meta: { nextToken?: string } }

const writeToken = ({ at, seq }: Cursor): string => Buffer.from(`${at}:${seq}`).toString('base64url')

const readToken = (token: string): Cursor => {
  const match = /^(\d+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) {
    throw new InvalidQueryError('nextToken is not one of ours')
  }
  return { at: Number(match[1]), seq: Number(match[2]) }
}

const epoch = (date: string): number => {
  const ms = Date.parse(date)
  if (Number.isNaN(ms)) {
    throw new InvalidQueryError(`"${date}" is not a date`)
  }
  return ms
}

/** A test for the records that have these tags and were created within the range. */
const fitting = ({ tags = {}, afterDate, beforeDate }: Query): ((record: Listed) => boolean) => {
  const wanted = Object.entries(tags)
  const from = afterDate === undefined ? -Infinity : epoch(afterDate)
  const to = beforeDate === undefined ? Infinity : epoch(beforeDate)
  return (record) => {
    const at = Date.parse(record.createdAt)
    return at >= from && at <= to && wanted.every(([tag, value]) => record.tags[tag] === value)
  }
}

/**
 * One page of what a list call asks for, newest first unless it says otherwise. The token names the last item, not a
 * number of items, so that a list which changes between two pages neither repeats nor skips what was there all along.
 */
export const pageOf = <T extends Listed>(rows: Row<T>[], query: Query): Page<T> => {
  const { sortField = 'createdAt', sortDirection = 'desc', nextToken } = query
  const sign = sortDirection === 'asc' ? 1 : -1
  const compare = (a: Cursor, b: Cursor): number => sign * (a.at - b.at || a.seq - b.seq)
  const after = nextToken === undefined ? undefined : readToken(nextToken)
  const fits = fitting(query)

  const left = rows
    .filter(({ record }) => fits(record))
    .map(({ record, seq }) => ({ record, at: Date.parse(record[sortField]), seq }))
    .filter((row) => !after || compare(row, after) > 0)
    .sort(compare)
  const page = left.slice(0, PAGE_SIZE)
  const last = page.at(-1)
  const meta = last && left.length > PAGE_SIZE ? { nextToken: writeToken(last) } : {}
  return { items: page.map(({ record }) => record), meta }
}
