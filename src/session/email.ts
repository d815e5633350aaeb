/** Addresses that the HITL plugin, in its versions, makes up for users whose address it does not know. */
const MADE_UP = /(@no-reply\.[^@]*botpress\.com|[@.]botpress\.invalid)$/

const MAX_EMAIL_LENGTH = 254

/**
 * A person's e-mail address in lower case, or undefined for none, one that cannot be one, and one that the
 * HITL plugin made up.
 */
export const realEmail = (given: string | undefined): string | undefined => {
  const email = (given ?? '').trim().toLowerCase()
  const parts = email.split('@')
  const wellFormed = parts.length === 2 && parts.every((part) => part !== '') && !/\s/.test(email)
  return wellFormed && email.length <= MAX_EMAIL_LENGTH && !MADE_UP.test(email) ? email : undefined
}
