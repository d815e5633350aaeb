import type { z } from '@botpress/sdk'

/** A field of a schema, by its path from the top: `a.b`. */
export type Field = {
  path: string
  title: string | undefined
  description: string | undefined
  /** Whether it is described the old way, by `ui: {…}` beside the schema. */
  hasLegacyUi: boolean
}

type Schema = { schema: z.ZodTypeAny; ui?: Record<string, unknown> }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textIn = (value: unknown, key: string): string | undefined => {
  const text = isRecord(value) ? value[key] : undefined
  return typeof text === 'string' ? text : undefined
}

/** All fields of a schema, those of objects within it included. */
export const fieldsOf = ({ schema, ui = {} }: Schema): Field[] =>
  fieldsIn(schema.toJSONSchema(), '').map((field) => ({ ...field, hasLegacyUi: Object.hasOwn(ui, field.path) }))

const fieldsIn = (json: unknown, prefix: string): Omit<Field, 'hasLegacyUi'>[] => {
  if (Array.isArray(json)) {
    return json.flatMap((each) => fieldsIn(each, prefix))
  }
  if (!isRecord(json)) {
    return []
  }
  const { properties } = json
  const own = isRecord(properties)
    ? Object.entries(properties).flatMap(([name, field]) => [
        {
          path: prefix + name,
          title: textIn(isRecord(field) ? field['x-zui'] : undefined, 'title'),
          description: textIn(field, 'description'),
        },
        ...fieldsIn(field, `${prefix}${name}.`),
      ])
    : []
  return [...own, ...[json.items, json.anyOf, json.allOf, json.oneOf].flatMap((part) => fieldsIn(part, prefix))]
}
