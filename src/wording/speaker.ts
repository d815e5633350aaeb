import { clean, isBlank, split } from '../text'
import type { Wording } from './wording'

/** Two no-break spaces: other white space at the beginning of a line is lost in HTML. */
const INDENT = '\u00A0\u00A0'

/** Every line indented, those without content too. */
export const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => INDENT + line)
    .join('\n')

/**
 * What somebody said, under their own name. Every line but the first is indented, so that nobody can forge a speaker
 * with a line end of any kind. White space around the text goes, and several empty lines become one.
 */
export const said = (text: string): string => {
  const [first = '', ...further] = readableLines(text)
  return [first, ...further.map(indented)].join('\n')
}

/**
 * The same with their label in front: only a speaker or the integration begins at the margin.
 * @param label on one line, see {@link userLabel}
 */
export const spoken = (label: string, text: string, { colon }: Pick<Wording, 'colon'>): string =>
  `${label}${colon}${said(text)}`

const readableLines = (text: string): string[] => {
  const lines = clean(text)
    .split('\n')
    .map((line) => (isBlank(line) ? '' : line.trimEnd()))
  const told = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
  if (told.at(-1) === '') {
    told.pop()
  }
  return told.map((line, index) => (index === 0 ? line.trimStart() : line))
}

/**
 * Cuts what {@link spoken} gave into messages of at most `limit` UTF-16 units. The further ones begin indented, like
 * any further line.
 */
export const splitSpoken = (line: string, limit: number): string[] =>
  line.length <= limit
    ? [line]
    : split(line, limit - INDENT.length).map((piece, index) =>
        index === 0 || piece.startsWith(INDENT) ? piece : INDENT + piece
      )
