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
  return seen.includes(short) || seen.includes(decoded(short))
}

const shortened = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

const decoded = (address: string): string => {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
