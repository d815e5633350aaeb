import { clean, truncate } from '../text'
import type { Client } from '../types'

/** Botpress: longest `user.name`. */
const MAX_NAME_LENGTH = 200

/** Botpress: longest `user.pictureUrl`. */
const MAX_PICTURE_URL_LENGTH = 40_000

/** What the HITL plugin calls a user whose name it does not know. */
const UNKNOWN_NAME = 'Unknown User'

/** A person's name on one line, or undefined when nobody knows it. */
export const knownName = (name: string | undefined): string | undefined => {
  const line = clean(name ?? '')
    .replaceAll('\n', ' ')
    .trim()
  return line === '' || line === UNKNOWN_NAME ? undefined : line
}

/** Name and picture of a person, fit for a Botpress user; what is not known is left out. */
export type PersonProfile = { name?: string; pictureUrl?: string }

/** Brings name and picture within Botpress's limits; a picture that is no web address is left out. */
export const personProfile = (
  name: string | null | undefined,
  pictureUrl: string | null | undefined
): PersonProfile => {
  const cleanName = truncate(clean(name ?? '').trim(), MAX_NAME_LENGTH)
  return {
    ...(cleanName ? { name: cleanName } : {}),
    ...(pictureUrl && isWebAddress(pictureUrl) && pictureUrl.length <= MAX_PICTURE_URL_LENGTH ? { pictureUrl } : {}),
  }
}

/** Whether text is an address that a browser can open. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

/** Botpress does not update an existing user's name and picture by itself. */
export const updateIfChanged = async (
  client: Client,
  user: { id: string; name?: string; pictureUrl?: string },
  profile: PersonProfile
): Promise<void> => {
  const nameChanged = profile.name !== undefined && profile.name !== user.name
  const pictureChanged = profile.pictureUrl !== undefined && profile.pictureUrl !== user.pictureUrl
  if (nameChanged || pictureChanged) {
    await client.updateUser({ id: user.id, ...profile })
  }
}
