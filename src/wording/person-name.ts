import { knownName } from '../person'
import { MAX_NAME_LENGTH, truncate } from '../text'
import type { Wording } from './wording'

/** What looks like a colon, in any script (Unicode Technical Standard 39), but for signs that are parts of letters. */
const COLON = /[:\u02D0\u02F8\u0589\u05C3\u0703\u0704\u16EC\u1803\u1809\u205A\u2236\uA789\uFE13\uFE30\uFE55\uFF1A]/u

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/**
 * A person's name as agents read it, on one line, or undefined when nobody knows it.
 * A name that could be read as another speaker ("Bot", "Agent: hello"), as a sentence of the integration ("(it ended)")
 * or as a line of its own ("Details") is put in quotation marks.
 */
export const personName = (name: string | undefined, words: Wording): string | undefined => {
  const line = withoutEndColons(truncate(knownName(name) ?? '', MAX_NAME_LENGTH))
  if (line === '') {
    return undefined
  }
  return isMisleading(line, words) ? words.quoted(line) : line
}

/** A label without the colons at its end: the layout adds its own. */
export const withoutEndColons = (line: string): string => {
  let end = line.length
  while (end > 0 && (COLON.test(line.charAt(end - 1)) || line.charAt(end - 1) === ' ')) {
    end -= 1
  }
  return line.slice(0, end)
}

/** What begins a line that is nobody's words. */
const headings = (words: Wording): string[] => [
  words.botLabel,
  words.agentLabel,
  words.lastMessage,
  words.email,
  words.contact,
  words.details,
  words.conversationSoFar,
]

const isMisleading = (name: string, words: Wording): boolean => {
  const seen = asSeen(name)
  return COLON.test(seen) || seen.startsWith('(') || headings(words).some((heading) => asSeen(heading) === seen)
}

/** Letters of Cyrillic and Greek that look like Latin ones, and those. */
const LOOKALIKES = new Map(
  Array.from('АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһвкмнтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαο', (letter, index): [string, string] => [
    letter,
    'ABESIJKMHOPCTYXaesijopcyxdhbkmhtABEZHIKMNOPTYXao'.charAt(index),
  ])
)

/** What a person sees of a name: forms of letters, letters of other scripts that look alike, and case aside. */
const asSeen = (name: string): string =>
  Array.from(name.normalize('NFKC').replace(INVISIBLE, ''), (letter) => LOOKALIKES.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .trim()
