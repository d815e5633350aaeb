/** Longest name of a person or a file that is used, in UTF-16 units (Botpress: longest `user.name`). */
export const MAX_NAME_LENGTH = 200

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Whatever Unicode calls a line end (Unicode Standard Annex 14: BK, CR, LF, NL). */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g

/** Control characters, and those that turn the direction of what follows (U+202A–E, U+2066–9). */
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

/**
 * Makes text fit for JSON and for a person: no half characters, no control characters, nothing that turns the
 * reading direction, and `\n` for every line end that Unicode knows.
 */
export const clean = (text: string): string =>
  text.replace(LINE_END, '\n').replace(LONE_SURROGATE, '\uFFFD').replace(CONTROL, '')

/** Nothing is read beyond this multiple of a limit, however much of a text is white space. */
const READ_AHEAD = 8

/** {@link oneLine} within a limit, in UTF-16 units (3 or more); reads no more than it needs of a hostile text. */
export const shortLine = (text: string, limit: number): string =>
  truncate(oneLine(text.slice(0, limit * READ_AHEAD)), limit)

/**
 * Characters that nobody sees; of those that Unicode does not call ignorable, marks of annotations and a note without
 * a head. Joiners and variation selectors are judged apart: emoji and names need them.
 */
const INVISIBLE =
  /(?!\p{Join_Control}|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB\u{1D159}]/gu

/** White space, and the braille pattern without dots. */
const BLANKS = /[\s\u2800]+/g

/** A joiner that joins nothing: neither parts of an emoji nor letters of a script that uses joiners. */
const IDLE_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}])\p{Join_Control}/gu

/**
 * A name, label or title on one line that cannot lie: no line ends, no characters that are invisible or turn the
 * reading direction, white space only between words and one space at a time.
 */
export const oneLine = (text: string): string =>
  clean(text).replace(INVISIBLE, '').replace(IDLE_JOINER, '').replace(BLANKS, ' ').trim()

/** Something that a person can see. */
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]/u

/** Whether there is nothing to see in a text: white space, control and zero-width characters only. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text)

/** How far before a cut the grapheme clusters are looked at; no sensible character is longer. */
const CLUSTER_WINDOW = 64

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The last index at or before `limit` at which `text` can be cut without going through a character as a person
 * sees it (an emoji of several code points, a letter with its accents).
 * @param limit at least 2, the length of the longest code point
 * @returns an index in UTF-16 units, at least 1 for a non-empty text
 */
export const safeCut = (text: string, limit: number): number => {
  if (text.length <= limit) {
    return text.length
  }
  const from = Math.max(0, limit - CLUSTER_WINDOW)
  const start = isLowSurrogate(text, from) ? from - 1 : from
  let cut = start
  for (const { index } of graphemes.segment(text.slice(start, limit + CLUSTER_WINDOW))) {
    if (start + index > limit) {
      break
    }
    cut = start + index
  }
  if (cut > start) {
    return cut
  }
  const hardCut = isLowSurrogate(text, limit) ? limit - 1 : limit
  return Math.max(1, hardCut)
}

const isLowSurrogate = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Shortens text to at most `limit` UTF-16 units (3 or more), with "…" as the last one where something is missing. */
export const truncate = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, safeCut(text, limit - 1))}…`

/** A cut at a line end or a space is preferred to any other when it wastes no more than this part of a piece. */
const READABLE_CUT_SHARE = 0.2

/**
 * Cuts text into pieces of at most `limit` UTF-16 units, between lines or words where that is near, never inside
 * a character. The pieces together are the text, less the white space at the cuts.
 * @param limit at least 2
 */
export const split = (text: string, limit: number): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = readableCut(rest, limit)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).replace(/^[ \n]/, '')
  }
  return [...pieces, rest].filter((piece) => piece.length > 0)
}

const readableCut = (text: string, limit: number): number => {
  const earliest = Math.floor(limit * (1 - READABLE_CUT_SHARE))
  for (const mark of ['\n', ' ']) {
    const at = text.lastIndexOf(mark, limit)
    if (at >= earliest && at > 0) {
      return at
    }
  }
  return safeCut(text, limit)
}
