/** Longest link that is used, in characters; the longest that browsers and servers are sure to open. */
const MAX_LINK_LENGTH = 2_000

/**
 * A link as a browser would open it: http or https, within 2,000 characters, its blanks and line ends encoded.
 * @returns undefined for anything else
 */
export const webLink = (text: string, limit = MAX_LINK_LENGTH): string | undefined => {
  if (text.length > limit || !URL.canParse(text)) {
    return undefined
  }
  const { protocol, href } = new URL(text)
  return ['http:', 'https:'].includes(protocol) && href.length <= limit ? href : undefined
}
