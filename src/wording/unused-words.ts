import { clean, isBlank } from '../text'

/** Fields within fields are followed this deep; WhatsApp has a message that is replied to at the fifth level. */
const MAX_DEPTH = 5

/** No more fields than this are looked at, and no more words shown. */
const MAX_FIELDS = 500
const MAX_WORDS = 50

/** Longest text of such a field that is shown, in UTF-16 units. */
const MAX_LENGTH = 5_000

/** Fields for programs, by their names without case and separators. */
const TECHNICAL_NAMES = new Set(
  (
    'id ids uid guid uuid wamid messageid userid chatid type kind action format style variant locale lang language mime encoding codec ' +
    'checksum etag token key secret signature cursor version timestamp metadata additionaldata raw debug schema'
  ).split(' ')
)
const TECHNICAL_ENDING =
  /(?:Id|ID|_id|Ids|_ids|Key|_key|Token|_token|Hash|_hash|Secret|Type|_type|At|_at|Sha\d*|_sha\d*|sha\d+|md5)$|^sha$/

const NOT_FOR_PEOPLE = [
  // Addresses that lead nowhere for somebody else.
  /^(?:data|blob|javascript|file|cid):/i,
  // JSON.
  /^(?:\{\s*"|\[\s*[[{"])/,
  // A moment, a color, a MIME type.
  /^\d{4}-\d\d-\d\dT\d/,
  /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i,
  /^(?:image|audio|video|text|application|multipart|font|model|binary)\/[\w.+-]+$/i,
  // Ids: long, without a space, letters and digits mixed. Numbers alone may be a parcel's or a contract's.
  /^(?=\D*\d)(?=[^a-z]*[a-z])[\w:+/=-]{16,}$/i,
  /^[\w:+=-]{40,}$/,
]
const WEB_ADDRESS = /^https?:\/\/\S{1,2000}$/i
const TAG = /<[^<>]*>/g

/**
 * Strings in a payload that look like words or a name: neither ids nor anything else for programs, and no `data:`
 * URL. They are what a channel says beyond the fields that Botpress names (WhatsApp: `caption`, `filename`).
 * @param told texts that need not be told again
 */
export const unusedWords = (fields: Record<string, unknown>, told: ReadonlySet<string>): string[] => {
  const seen = new Set(told)
  const found: string[] = []
  let left = MAX_FIELDS
  const look = (value: unknown, depth: number): void => {
    left -= 1
    if (left < 0 || found.length >= MAX_WORDS) {
      return
    }
    if (typeof value === 'string') {
      const words = readable(value)
      if (words !== undefined && !seen.has(words)) {
        seen.add(words)
        found.push(words)
      }
    } else if (Array.isArray(value)) {
      value.slice(0, MAX_FIELDS).forEach((item) => look(item, depth))
    } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      lookInside(value, depth)
    }
  }
  const lookInside = (value: object, depth: number): void =>
    Object.entries(value)
      .filter(([name]) => !isTechnical(name) && !(name === 'value' && ('label' in value || 'title' in value)))
      .forEach(([, field]) => look(field, depth + 1))
  lookInside(fields, -1)
  return found
}

const isTechnical = (name: string): boolean =>
  TECHNICAL_NAMES.has(name.replace(/[_-]/g, '').toLowerCase()) || TECHNICAL_ENDING.test(name)

const readable = (value: string): string | undefined => {
  const text = clean(value.slice(0, MAX_LENGTH)).replace(TAG, '').trim()
  if (isBlank(text)) {
    return undefined
  }
  return WEB_ADDRESS.test(text) || !NOT_FOR_PEOPLE.some((pattern) => pattern.test(text)) ? text : undefined
}
