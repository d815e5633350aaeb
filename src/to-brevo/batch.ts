import { MAX_TEXT_LENGTH } from '../brevo/client'
import { newestThatFit } from './newest'

/** Room for the line that says how many messages are left out. */
const CONDENSED_LINE_LENGTH = 120

/**
 * The text in which lines that had to wait go out together, in one call to Brevo.
 * Where they are more than one message may hold, the oldest ones are condensed into a line that says so.
 * @param lines with their labels, oldest first, at least one
 * @returns at most {@link MAX_TEXT_LENGTH} long, unless the newest line alone is longer
 */
export const batchText = (lines: string[]): string => {
  const whole = lines.join('\n')
  if (whole.length <= MAX_TEXT_LENGTH) {
    return whole
  }
  const fitting = newestThatFit(lines, MAX_TEXT_LENGTH - CONDENSED_LINE_LENGTH)
  const kept = fitting.length > 0 ? fitting : lines.slice(-1)
  const condensed = lines.length - kept.length
  return condensed === 0 ? kept.join('\n') : [condensedLine(condensed), ...kept].join('\n')
}

const condensedLine = (count: number): string =>
  count === 1
    ? '(1 earlier message of this conversation is left out: too many were waiting to be sent)'
    : `(${count} earlier messages of this conversation are left out: too many were waiting to be sent)`
