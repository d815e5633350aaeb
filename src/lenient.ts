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
