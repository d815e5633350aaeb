/**
 * As many of the last lines as fit.
 * @param room in UTF-16 units, a line end for each line included
 */
export const newestThatFit = (lines: string[], room: number): string[] => {
  let first = lines.length
  let left = room
  for (const line of [...lines].reverse()) {
    left -= line.length + 1
    if (left < 0) {
      break
    }
    first -= 1
  }
  return lines.slice(first)
}
