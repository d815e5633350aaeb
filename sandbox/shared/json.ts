/** An object, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text in a field of an object; empty when there is none. */
export const textIn = (value: unknown, field: string): string => {
  const text = isRecord(value) ? value[field] : undefined
  return typeof text === 'string' ? text : ''
}

/** What a text holds as JSON; the text itself where it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
