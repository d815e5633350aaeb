import { oneLine, truncate } from '../text'
import { personName, withoutEndColons } from './person-name'
import type { Wording } from './wording'

/** Longest label, in UTF-16 units: a configured one of 100 with a name in it, well within a tag's 500. */
const MAX_LABEL_LENGTH = 200

const NAME = /\{name\}/g

/**
 * The label in front of a user's messages in Brevo, on one line.
 * @param template the label as configured; `{name}` in it becomes the user's name, or the language's own label when
 * nobody knows it
 */
export const userLabel = (template: string | undefined, name: string | undefined, words: Wording): string => {
  const chosen = withoutEndColons(oneLine(template ?? '')) || words.userLabel
  const label = chosen.replace(NAME, () => personName(name, words) ?? words.userLabel)
  return truncate(label, MAX_LABEL_LENGTH)
}
