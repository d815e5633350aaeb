import { MAX_NAME_LENGTH, shortLine } from '../../text'
import { webLink } from '../../web-link'

/** A picture of HTML, with its alternative text as its name; without a link when it is in the HTML itself. */
export type HtmlPicture = { link: string | undefined; name: string }

const MAX_STYLE_LENGTH = 500

/** Editors write emojis as pictures, with the character as their alternative text. */
const EMOJI = /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\p{Sk}\u200D\u{E0020}-\u{E007F}]{0,12}$/u

const HIDDEN_STYLE =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:max-)?(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:;|$))/i

/** A picture that was pasted. Shorter ones are placeholders and pixels. */
const PASTED = /^data:image\/(?!svg)[\s\S]{200}/i

/**
 * What an `<img>` shows.
 * @param attributes gives the value of an attribute by its name, empty when there is none
 * @returns the emoji that it stands for; undefined for a tracking pixel, and for what has neither a web address nor content
 */
export const htmlPicture = (attributes: (name: string) => string): HtmlPicture | string | undefined => {
  const name = shortLine(attributes('alt'), MAX_NAME_LENGTH)
  if (EMOJI.test(name)) {
    return name
  }
  const src = attributes('src').trim()
  const link = webLink(src)
  return (link === undefined && !PASTED.test(src)) || isUnseen(attributes) ? undefined : { link, name }
}

/** Tracking pixels tell a sender that a mail was opened; they are a pixel or two, or hidden. */
const isUnseen = (attributes: (name: string) => string): boolean =>
  ['width', 'height'].some((side) => /^\s*[0-2](?:px)?\s*$/i.test(attributes(side))) ||
  HIDDEN_STYLE.test(attributes('style').slice(0, MAX_STYLE_LENGTH))
