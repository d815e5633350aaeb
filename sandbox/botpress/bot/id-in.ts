/** The id in a field of a payload or an output; empty when there is none. */
export const idIn = (value: Record<string, unknown>, field: string): string => {
  const id = value[field]
  return typeof id === 'string' ? id : ''
}
