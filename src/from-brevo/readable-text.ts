import { clean, truncate } from '../text'

/*
 * What an agent or a visitor typed can hold characters that a person does not see and that still turn or break a
 * line. After these functions only `\n` ends a line, and no line runs backwards.
 */

/** Unicode's other line ends: U+0085 next line, U+2028 line separator, U+2029 paragraph separator. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

/** The C1 controls, and what embeds, overrides or isolates a direction; the marks of Arabic and Hebrew text stay. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const TURNING = /[\u0080-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069]/g

/** What leaves no ink: white space, controls, formats, fillers, and the blank of Braille. */
const INK = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Makes text fit for a person on several lines: `\n` for every line end, no controls, nothing that turns the text. */
export const readableText = (text: string): string => clean(text.replace(LINE_ENDS, '\n')).replace(TURNING, '')

/**
 * The same on one line, trimmed.
 * @param limit longest result, in UTF-16 units, at least 3; "…" is the last one where something is missing
 */
export const oneLine = (text: string, limit: number): string =>
  truncate(readableText(bounded(text, limit)).split(/\s+/).filter(Boolean).join(' '), limit)

/** Nothing is read beyond this multiple of a limit, however much of a text is white space. */
const READ_AHEAD = 8

/** A text with at most 8 times as many UTF-16 units as will be shown of it. */
const bounded = (text: string, limit: number): string => text.slice(0, limit * READ_AHEAD)

/** Whether a person sees anything of a text; one of zero-width spaces or word joiners alone shows nothing. */
export const hasInk = (text: string): boolean => INK.test(text)
