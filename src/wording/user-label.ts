import { DEFAULT_USER_LABEL } from '../../definitions/defaults'
import { knownName } from '../person'
import { truncate } from '../text'

/** Longest label, in UTF-16 units: a configured one of 100 with a name in it, well within a tag's 500. */
const MAX_LABEL_LENGTH = 200

const NAME = /\{name\}/g

/**
 * What stands before the lines of a user in Brevo.
 * @param template the label as configured; `{name}` in it becomes the user's name
 */
export const userLabel = (template: string | undefined, name: string | undefined): string => {
  const chosen = knownName(template) ?? DEFAULT_USER_LABEL
  const known = knownName(name)
  const label = chosen.replace(NAME, () => known ?? DEFAULT_USER_LABEL)
  return truncate(label, MAX_LABEL_LENGTH)
}

/** A line with the name of who says it. */
export const labelled = (label: string, line: string): string => `${label}: ${line}`
