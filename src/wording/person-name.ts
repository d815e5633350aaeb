import { oneLine, truncate } from '../text'
import type { Wording } from './wording'

/** What the HITL plugin calls a user whose name it does not know. */
const UNKNOWN_NAME = 'Unknown User'

/** Botpress: longest name of a user, in UTF-16 units. */
const MAX_NAME_LENGTH = 200

/** Colons of all scripts that look like one, and what surrounds them. */
const COLON = /[:\u02D0\u0589\u05C3\u2236\uA789\uFE13\uFE55\uFF1A]/u

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/**
 * A person's name as agents read it, on one line, or undefined when nobody knows it.
 * A name that could be read as another speaker ("Bot", "Agent: hello") or as a sentence of the integration
 * ("(it ended)") is put in quotation marks.
 */
export const personName = (
  name: string | undefined,
  words: Pick<Wording, 'botLabel' | 'agentLabel' | 'quoted'>
): string | undefined => {
  const line = withoutEndColons(truncate(oneLine(name ?? ''), MAX_NAME_LENGTH))
  if (line === '' || line === UNKNOWN_NAME) {
    return undefined
  }
  return misleading(line, words) ? words.quoted(line) : line
}

/** A label without the colons at its end: the layout adds its own. */
export const withoutEndColons = (line: string): string => {
  let end = line.length
  while (end > 0 && (COLON.test(line.charAt(end - 1)) || line.charAt(end - 1) === ' ')) {
    end -= 1
  }
  return line.slice(0, end)
}

const misleading = (name: string, { botLabel, agentLabel }: Pick<Wording, 'botLabel' | 'agentLabel'>): boolean => {
  const seen = asSeen(name)
  return COLON.test(seen) || seen.startsWith('(') || [botLabel, agentLabel].some((label) => asSeen(label) === seen)
}

/** What a person sees of a name: full-width and other forms of letters, case and invisible characters aside. */
const asSeen = (name: string): string => name.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().trim()
