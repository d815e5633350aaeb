import { randomBytes, randomInt } from 'node:crypto'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const letters = (length: number): string =>
  Array.from({ length }, () => ALPHANUMERIC.charAt(randomInt(ALPHANUMERIC.length))).join('')

/** The id of a message, conversation, thread or file: 17 characters, as in Brevo's examples. */
export const newId = (): string => letters(17)

/** The id of a visitor of the website: 32 characters, as in Brevo's examples. */
export const newVisitorId = (): string => letters(32)

const hex = (): string => randomBytes(12).toString('hex')

/** The id of an agent: 49 characters, `<24 hex>_<24 hex>`. */
export const newAgentId = (): string => `${hex()}_${hex()}`
