import { webLink } from '../../web-link'

/** Longest address of a mail or a phone. */
const MAX_CONTACT_LENGTH = 320

const MAIL = /^mailto:([^\s@?]+@[^\s@?]+)/i
const PHONE = /^tel:(\+?[\d().\-\s]{3,40})$/i

/**
 * Where a link of HTML leads, as a person would write it: a web address, an e-mail address or a phone number.
 * @returns undefined for a script, a place on the page, or a path whose site is not known
 */
export const linkAddress = (href: string): string | undefined => {
  const trimmed = href.trim()
  const contact =
    trimmed.length <= MAX_CONTACT_LENGTH ? (MAIL.exec(trimmed)?.[1] ?? PHONE.exec(trimmed)?.[1]) : undefined
  return contact ?? webLink(trimmed)
}

/** Whether a text shows an address already, also the way people shorten one: without protocol, `www.` or last slash. */
export const showsAddress = (text: string, address: string): boolean => {
  const seen = text.toLowerCase()
  const short = shortened(address.toLowerCase())
  return standsAlone(seen, short) || standsAlone(seen, decoded(short))
}

/** What stands before an address without being a part of it, and what shows that it is only a part of another one. */
const PROTOCOL = /(?:https?:\/\/)?(?:www\.)?$/
const PROTOCOL_LENGTH = 'https://www.'.length
const GOES_BEFORE = /[\w.@%/+-]$/
const GOES_ON = /^[/?#.:@]?[\w%&=+~-]/
const GOES_ON_LENGTH = 2

/** Whether an address stands in a text, and not only as a part of another one. */
const standsAlone = (seen: string, short: string): boolean => {
  for (let at = seen.indexOf(short); at >= 0; at = seen.indexOf(short, at + 1)) {
    const before = seen.slice(Math.max(0, at - PROTOCOL_LENGTH - 1), at).replace(PROTOCOL, '')
    const end = at + short.length
    if (!GOES_BEFORE.test(before) && !GOES_ON.test(seen.slice(end, end + GOES_ON_LENGTH))) {
      return true
    }
  }
  return false
}

const shortened = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

const decoded = (address: string): string => {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
