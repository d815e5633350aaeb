import { MAX_NAME_LENGTH, oneLine, truncate } from './text'
import { webLink } from './web-link'

/** Botpress: longest `user.pictureUrl`. */
const MAX_PICTURE_URL_LENGTH = 40_000

/** What the HITL plugin calls a user whose name it does not know. */
const UNKNOWN_NAME = 'Unknown User'

/** A person's name on one line, or undefined when nobody knows it. */
export const knownName = (name: string | undefined): string | undefined => {
  const line = oneLine(name ?? '')
  return line === '' || line === UNKNOWN_NAME ? undefined : line
}

/** Addresses that the HITL plugin, in its versions, makes up for users whose address it does not know. */
const MADE_UP = /(@no-reply\.[^@]*botpress\.com|[@.]botpress\.invalid)$/i

/** Longest contact, in UTF-16 units: the longest e-mail address there is. */
const MAX_CONTACT_LENGTH = 254

/**
 * How a person can be reached, on one line: an e-mail address, or whatever the bot's owner put into the only field there
 * is, such as a phone number. Undefined for none, and for an address that the HITL plugin made up.
 */
export const contactOf = (given: string | undefined): string | undefined => {
  const contact = oneLine(given ?? '')
  return contact === '' || MADE_UP.test(contact) ? undefined : truncate(contact, MAX_CONTACT_LENGTH)
}

/** Name and picture of a person, fit for a Botpress user; what is not known is left out. */
export type PersonProfile = { name?: string; pictureUrl?: string }

/** Brings name and picture within Botpress's limits; a picture that is no web address is left out. */
export const personProfile = (
  name: string | null | undefined,
  pictureUrl: string | null | undefined
): PersonProfile => {
  const cleanName = truncate(oneLine(name ?? ''), MAX_NAME_LENGTH)
  const picture = webLink(pictureUrl ?? '', MAX_PICTURE_URL_LENGTH)
  return { ...(cleanName ? { name: cleanName } : {}), ...(picture ? { pictureUrl: picture } : {}) }
}
