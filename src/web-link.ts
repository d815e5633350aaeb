/** Longest link that is used, in characters; the longest that browsers and servers are sure to open. */
const MAX_LINK_LENGTH = 2_000

/**
 * A link as a browser would open it: http or https, which `//` stands for too, its blanks and line ends encoded.
 * @param limit longest link, in UTF-16 units
 * @returns undefined for anything else
 */
export const webLink = (text: string, limit = MAX_LINK_LENGTH): string | undefined => {
  const address = text.startsWith('//') ? `https:${text}` : text
  if (address.length > limit || !URL.canParse(address)) {
    return undefined
  }
  const { protocol, href } = new URL(address)
  return ['http:', 'https:'].includes(protocol) && href.length <= limit ? href : undefined
}
