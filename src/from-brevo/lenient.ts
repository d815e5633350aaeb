import * as z from 'zod/mini'

/*
 * Brevo's fields, read leniently: each may be missing, null or of another type, and costs no more than itself.
 */

/** A text, or undefined. */
export const lenientText = z.catch(z.optional(z.string()), undefined)

/** A flag; Brevo leaves out those that are not true. `1` and `"true"` are understood. */
export const lenientFlag = z.pipe(
  z.optional(z.unknown()),
  z.transform((value): boolean => value === true || value === 1 || value === 'true')
)

/** A list, or an empty one. */
export const lenientList = z.catch(z.array(z.unknown()), [])

/** All values that fit a schema, in their order; the others are left out. */
export const parseAll = <T extends z.core.$ZodType>(schema: T, values: unknown[]): z.output<T>[] =>
  values.flatMap((value) => {
    const parsed = z.safeParse(schema, value)
    return parsed.success ? [parsed.data] : []
  })
