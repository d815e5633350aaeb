import * as z from 'zod'
import type { Draft } from '../action'
import type { FieldView } from '../model'

type Values = Record<string, unknown>

const option = z.object({ const: z.string(), 'x-zui': z.object({ title: z.string().optional() }).optional() })

const property = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean']).optional(),
  const: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(option).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  maxLength: z.number().optional(),
  'x-zui': z.object({ title: z.string().optional(), secret: z.boolean().optional() }).optional(),
})

const jsonSchema = z.object({ properties: z.record(z.string(), property), required: z.array(z.string()).optional() })

type Property = z.infer<typeof property>

/** Longer texts get more than one line, in characters. */
const LONG = 200

/** A field of a form that Studio makes of a schema. */
export type Field = Omit<FieldView, 'value' | 'isSet'> & { default: string | boolean }

const kindOf = (each: Property): Field['kind'] => {
  const { type, const: only, enum: choices, anyOf, maxLength = 0, 'x-zui': zui } = each
  if (only !== undefined) {
    return 'fixed'
  }
  if (choices || anyOf) {
    return 'choice'
  }
  if (zui?.secret) {
    return 'secret'
  }
  if (type === 'boolean') {
    return 'switch'
  }
  if (type === 'number' || type === 'integer') {
    return 'number'
  }
  return maxLength > LONG ? 'longText' : 'text'
}

const optionsOf = ({ enum: choices = [], anyOf = [] }: Property): Field['options'] => [
  ...choices.map((value) => ({ value, label: value })),
  ...anyOf.map(({ const: value, 'x-zui': zui }) => ({ value, label: zui?.title ?? value })),
]

/**
 * The fields of the form that Studio makes of a schema, in the schema's order.
 * @param schema the definition's, of an object with texts, numbers, booleans and choices of texts
 * @throws {z.ZodError} for a schema with anything else in it
 */
export const fieldsOf = (schema: { toJSONSchema: () => unknown }): Field[] => {
  const { properties, required = [] } = jsonSchema.parse(schema.toJSONSchema())
  return Object.entries(properties).map(([name, each]) => {
    const kind = kindOf(each)
    const given = each.default ?? each.const ?? ''
    return {
      name,
      title: each['x-zui']?.title ?? name,
      description: each.description ?? '',
      kind,
      options: optionsOf(each),
      required: required.includes(name),
      default: kind === 'switch' ? given === true : String(given),
    }
  })
}

const shownOf = (stored: unknown): string | boolean | undefined => {
  if (typeof stored === 'number') {
    return String(stored)
  }
  return typeof stored === 'string' || typeof stored === 'boolean' ? stored : undefined
}

/** The fields with what is stored in them; of a secret only whether there is one. */
export const viewOf = (fields: Field[], values: Values): FieldView[] =>
  fields.map(({ default: given, ...field }) => {
    const stored = values[field.name]
    const isSet = stored !== undefined && stored !== ''
    return { ...field, isSet, value: field.kind === 'secret' ? '' : (shownOf(stored) ?? given) }
  })

/**
 * What is stored after a save. A field that the draft leaves out stays as it is; an empty one that is not required
 * is removed. What is fixed is never stored.
 * @throws {Error} with a sentence, for a field that the form does not have and for a number that is none
 */
export const valuesOf = (fields: Field[], draft: Draft, stored: Values): Values => {
  const unknown = Object.keys(draft).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) {
    throw new Error(`There is no field "${unknown}".`)
  }
  const entries = fields.flatMap((field) => {
    const { name, title, kind, required } = field
    const value = draft[name] ?? stored[name] ?? (required ? '' : undefined)
    if (kind === 'fixed' || value === undefined || (value === '' && !required)) {
      return []
    }
    if (kind === 'number' && Number.isNaN(Number(value))) {
      throw new Error(`"${title}" is a number.`)
    }
    return [[name, kind === 'number' && value !== '' ? Number(value) : value] as const]
  })
  return Object.fromEntries(entries)
}
