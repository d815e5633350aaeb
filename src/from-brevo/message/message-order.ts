import type { Fields } from '../../lenient'

/** A message as it came, and when it was written in Brevo's epoch ms. */
export type TimedMessage = { message: Fields; at: number | undefined }

/** The last moment that a date can name. */
const LAST_MOMENT = 8.64e15

/** Longest date that is read; an ISO date has 24 characters, with a zone 29. */
const MAX_DATE_LENGTH = 40

/** Epoch ms from `createdAt`: Brevo sends a number, but a number in a string or an ISO date is understood. */
export const momentOf = (createdAt: unknown): number | undefined => {
  if (typeof createdAt !== 'number' && typeof createdAt !== 'string') {
    return undefined
  }
  const text = String(createdAt).trim().slice(0, MAX_DATE_LENGTH)
  const moment = text === '' ? Number.NaN : [Number(text), Date.parse(text)].find(Number.isFinite)
  return moment !== undefined && moment >= 0 && moment <= LAST_MOMENT ? moment : undefined
}

/**
 * Messages by time; one whose time cannot be read stays behind the one it came after. Reads nothing of a message but
 * its time.
 */
export const oldestFirst = (messages: Fields[]): TimedMessage[] => {
  let latest = Number.NEGATIVE_INFINITY
  const timed = messages.map((message) => {
    const at = momentOf(message.createdAt)
    latest = at ?? latest
    return { message, at, order: latest }
  })
  return timed
    .sort((one, other) => (one.order === other.order ? 0 : one.order - other.order))
    .map(({ message, at }) => ({ message, at }))
}
