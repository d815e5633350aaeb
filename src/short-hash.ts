import { createHash } from 'node:crypto'

/** A text's fingerprint in hex digits, the same at every delivery. */
export const shortHash = (text: string, digits: 8 | 16 | 32 | 64 = 16): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits)
