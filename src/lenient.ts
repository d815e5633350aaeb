/*
 * Brevo's fields, read leniently: each may be missing, null or of another type, and costs no more than itself. What is
 * not asked for is never looked into, however deep it is.
 */

/** An object of Brevo's, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is an object with fields, and no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of an object; none of anything else. */
export const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {})

/** A text, or an empty one. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A flag; Brevo leaves out those that are not true. `1` and `"true"` are understood. */
export const flagIn = (value: unknown): boolean => value === true || value === 1 || value === 'true'

/** The objects of a list; none of anything else. */
export const objectsIn = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** The last moment that a date can name. */
const LAST_MOMENT = 8.64e15

/** Longest date that is read; an ISO date has 24 characters, with a zone 29. */
const MAX_DATE_LENGTH = 40

/** Epoch ms below this are before 1973, and above a hundredth of it seconds are after 2001. */
const LAST_SECONDS = 1e11

/** Epoch ms: Brevo sends a number, but seconds, a number in a string or an ISO date are understood. */
export const momentIn = (createdAt: unknown): number | undefined => {
  if (typeof createdAt !== 'number' && typeof createdAt !== 'string') {
    return undefined
  }
  const text = String(createdAt).trim().slice(0, MAX_DATE_LENGTH)
  const moment = text === '' ? Number.NaN : [Number(text), Date.parse(text)].find(Number.isFinite)
  if (moment === undefined || !(moment >= 0 && moment <= LAST_MOMENT)) {
    return undefined
  }
  return moment >= LAST_SECONDS / 100 && moment < LAST_SECONDS ? moment * 1_000 : moment
}
