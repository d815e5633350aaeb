import { DEFAULT_USER_LABEL } from '../../definitions/defaults'
import { clean, truncate } from '../text'

/** What the HITL plugin calls a user whose name it does not know. */
const UNKNOWN_NAME = 'Unknown User'

/** Longest label, in UTF-16 units: a configured one of 100 with a name in it, well within a tag's 500. */
const MAX_LABEL_LENGTH = 200

const NAME = /\{name\}/g

/** A person's name on one line, or undefined when nobody knows it. */
export const knownName = (name: string | undefined): string | undefined => {
  const line = clean(name ?? '')
    .replaceAll('\n', ' ')
    .trim()
  return line === '' || line === UNKNOWN_NAME ? undefined : line
}

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
