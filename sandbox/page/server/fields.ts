import * as z from 'zod'
import type { Draft } from '../action'
import type { FieldView } from '../model'

type Values = Record<string, unknown>

const property = z.object({
  type: z.enum(['string', 'boolean']).optional(),
  const: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  maxLength: z.number().optional(),
  'x-zui': z
    .object({ title: z.string().optional(), secret: z.boolean().optional(), placeholder: z.string().optional() })
    .optional(),
})

const jsonSchema = z.object({ properties: z.record(z.string(), property), required: z.array(z.string()).optional() })

type Property = z.infer<typeof property>

/** Longer texts get more than one line, in characters. */
const LONG = 200

/** A field of a form that Studio makes of a schema. */
export type Field = Omit<FieldView, 'isSet'>

const kindOf = (each: Property): Field['kind'] => {
  if (each.const !== undefined) {
    return 'fixed'
  }
  if (each.enum) {
    return 'choice'
  }
  if (each['x-zui']?.secret) {
    return 'secret'
  }
  if (each.type === 'boolean') {
    return 'switch'
  }
  return (each.maxLength ?? 0) > LONG ? 'longText' : 'text'
}

/**
 * The empty fields of the form that Studio makes of a schema, in the schema's order.
 * @param schema the definition's, of an object with texts, booleans and choices of texts
 * @throws {z.ZodError} for a schema with anything else in it
 */
export const fieldsOf = (schema: { toJSONSchema: () => unknown }): Field[] => {
  const { properties, required = [] } = jsonSchema.parse(schema.toJSONSchema())
  return Object.entries(properties).map(([name, each]) => {
    const kind = kindOf(each)
    return {
      name,
      title: each['x-zui']?.title ?? name,
      description: each.description ?? '',
      kind,
      options: each.enum ?? [],
      required: required.includes(name),
      placeholder: each['x-zui']?.placeholder ?? '',
      value: kind === 'switch' ? false : (each.const ?? ''),
    }
  })
}

/** The fields with what is stored in them; of a secret only whether there is one. */
export const viewOf = (fields: Field[], values: Values): FieldView[] =>
  fields.map((field) => {
    const stored = values[field.name]
    const isShown = field.kind !== 'secret' && (typeof stored === 'string' || typeof stored === 'boolean')
    return { ...field, isSet: stored !== undefined && stored !== '', value: isShown ? stored : field.value }
  })

/**
 * What is stored after a save. A field that the draft leaves out stays as it is; an empty one that is not required
 * is removed. What is fixed is never stored.
 * @throws {Error} with a sentence, for a field that the form does not have
 */
export const valuesOf = (fields: Field[], draft: Draft, stored: Values): Values => {
  const unknown = Object.keys(draft).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) {
    throw new Error(`There is no field "${unknown}".`)
  }
  const entries = fields.flatMap(({ name, kind, required }) => {
    const value = draft[name] ?? stored[name] ?? (required ? '' : undefined)
    return kind === 'fixed' || value === undefined || (value === '' && !required) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}
