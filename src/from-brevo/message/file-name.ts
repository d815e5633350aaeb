import { clean, shortLine, truncate } from '../../text'

/** An ending that is kept; what is longer is no ending but a part of the name. */
const ENDING = /\.[\p{L}\p{N}]{1,11}$/u

/** How much of a name is read: no file system has longer ones (255 bytes), with a margin. */
const MAX_READ = 2_000

/**
 * A file's name on one line, shortened before its ending, which tells what the file is.
 * @param limit longest result, in UTF-16 units, at least 16
 */
export const fileName = (name: string, limit: number): string => {
  const line = shortLine(ended(name), MAX_READ)
  if (line.length <= limit) {
    return line
  }
  const ending = ENDING.exec(line)?.[0] ?? ''
  return truncate(line.slice(0, line.length - ending.length), limit - ending.length) + ending
}

/** The two ends of a name that is too long to read; what is between them would be left out anyway. */
const ended = (name: string): string =>
  name.length <= MAX_READ ? name : `${name.slice(0, MAX_READ / 2)}${clean(name.slice(-MAX_READ / 2)).trimEnd()}`
