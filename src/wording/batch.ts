import { MAX_TEXT_LENGTH } from '../brevo/client'
import { truncate } from '../text'
import { newestThatFit } from './newest-that-fit'

/** Room for the line that says how many messages are left out. */
const CONDENSED_LINE_LENGTH = 120

/** Less of a message than this is not worth showing. */
const MIN_PART_LENGTH = 100

/**
 * The text in which lines that had to wait go out together, in one call to Brevo.
 * Where they are more than one message may hold, the oldest ones are condensed into a line that says so; the last
 * one of these is shortened rather than left out.
 * @param lines with their labels, oldest first, at least one
 * @returns at most {@link MAX_TEXT_LENGTH} long, unless the newest line alone is longer
 */
export const batchText = (lines: string[]): string => {
  const whole = lines.join('\n')
  const [newest = ''] = lines.slice(-1)
  if (whole.length <= MAX_TEXT_LENGTH || lines.length === 1) {
    return whole
  }
  const room = MAX_TEXT_LENGTH - CONDENSED_LINE_LENGTH
  const fitting = newestThatFit(lines, room)
  const kept = fitting.length > 0 ? fitting : [newest]
  const rest = lines.slice(0, lines.length - kept.length)
  const left = room - kept.join('\n').length - 1
  const shortened = left >= MIN_PART_LENGTH ? rest.slice(-1).map((line) => truncate(line, left)) : []
  const condensed = rest.length - shortened.length
  return [...(condensed > 0 ? [condensedLine(condensed)] : []), ...shortened, ...kept].join('\n')
}

const condensedLine = (count: number): string =>
  count === 1
    ? '(1 earlier message of this conversation is left out: too many were waiting to be sent)'
    : `(${count} earlier messages of this conversation are left out: too many were waiting to be sent)`
