type Forms = { one: string; other: string }

/** A counted thing: `#` in a form becomes the number. */
export type Counted = (count: number, forms: Forms) => string

/**
 * Chooses between singular and plural by a language's own rules (French counts 0 as one).
 * Forms for millions ("many" in French, Spanish, Italian and Portuguese) are never needed: "other" serves.
 */
export const pluralIn = (language: string): Counted => {
  const rules = new Intl.PluralRules(language)
  return (count, { one, other }) => (rules.select(count) === 'one' ? one : other).replace('#', () => String(count))
}

type DurationForms = { minutes: Forms; hours: Forms; days: Forms }

/** From this many minutes on a duration is told in hours, and from this many hours on in days. */
const MAX_MINUTES = 120
const MAX_HOURS = 48

/** A duration in the unit that a person would use, rounded. */
export const durationIn =
  (counted: Counted, { minutes, hours, days }: DurationForms) =>
  (count: number): string => {
    if (count < MAX_MINUTES) {
      return counted(Math.round(count), minutes)
    }
    const inHours = Math.round(count / 60)
    return inHours < MAX_HOURS ? counted(inHours, hours) : counted(Math.round(inHours / 24), days)
  }
