import { randomInt } from 'node:crypto'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const HEX = '0123456789abcdef'

const letters = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

/** The id of a message, conversation, thread or file: 17 characters, as in Brevo's examples. */
export const newId = (): string => letters(ALPHANUMERIC, 17)

/** The id of a visitor of the website: 32 characters, as in Brevo's examples. */
export const newVisitorId = (): string => letters(ALPHANUMERIC, 32)

/** The id of an agent: 49 characters, `<24 hex>_<24 hex>`. */
export const newAgentId = (): string => `${letters(HEX, 24)}_${letters(HEX, 24)}`
