const DATA_ADDRESS = /\(\s*data:[^\s()]*\)/y

/** Longest address in a link, in UTF-16 units, and how deep its parentheses may be: they bound the search for its end. */
const MAX_ADDRESS_LENGTH = 2_000
const MAX_PARENTHESES = 3

/** What is added to the words of a link: its address, unless they are the address. */
export const addedAddress = (words: string, address: string): string => {
  if (words === '') {
    return address
  }
  return ['', words, `mailto:${words}`, `tel:${words}`].includes(address) ? '' : ` (${address})`
}

/**
 * The address in parentheses that begins at `from`, without a title behind it; undefined when there is none, and
 * empty for a picture that is written out in a `data:` URL.
 */
export const addressAt = (line: string, from: number): { address: string; end: number } | undefined => {
  if (line.charAt(from) !== '(') {
    return undefined
  }
  DATA_ADDRESS.lastIndex = from
  if (DATA_ADDRESS.test(line)) {
    return { address: '', end: DATA_ADDRESS.lastIndex }
  }
  let depth = 0
  for (let at = from; at < line.length && at <= from + MAX_ADDRESS_LENGTH; at += 1) {
    const character = line.charAt(at)
    depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (depth > MAX_PARENTHESES || character === '[') {
      return undefined
    }
    if (depth === 0) {
      const [address = ''] = line
        .slice(from + 1, at)
        .trim()
        .split(/\s/, 1)
      return address === '' ? undefined : { address: address.replace(/^<|>$/g, ''), end: at + 1 }
    }
  }
  return undefined
}
