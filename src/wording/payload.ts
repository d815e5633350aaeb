import { clean, isBlank } from '../text'
import { unusedWords } from './unused-words'

/** Longest text that is looked at, in UTF-16 units; Botpress allows 128 KB for a whole payload. */
const MAX_TEXT_READ = 200_000

/** Longest address shown, in UTF-16 units. */
const MAX_ADDRESS_LENGTH = 2_000

/** Addresses that lead nowhere for anybody else, or run something. */
const NO_ADDRESS = /^(?:data|blob|file|cid|javascript|vbscript):/i

/** A picture or file that is written out in the text itself. */
const DATA_URL = /data:[\w.+-]+\/[\w.+;=-]+,[\w+/=%-]*/gi

/**
 * A payload of any shape, read field by field: a field of another type than asked for is none. It remembers what was
 * read, so that words in fields that nobody asked for are not dropped.
 */
export class Payload {
  private readonly fields: Record<string, unknown>
  private readonly readKeys = new Set<string>()
  private readonly readTexts = new Set<string>()

  public constructor(payload: unknown) {
    this.fields = typeof payload === 'object' && payload !== null ? { ...payload } : {}
  }

  /** The first of these fields that has something to see. */
  public text(...keys: string[]): string | undefined {
    for (const key of keys) {
      const value = this.value(key)
      const text = typeof value === 'string' ? clean(value.slice(0, MAX_TEXT_READ)).replace(DATA_URL, '').trim() : ''
      if (!isBlank(text)) {
        this.readKeys.add(key)
        this.readTexts.add(text)
        return text
      }
    }
    return undefined
  }

  /** An address that an agent can open; none for `data:` URLs and for those too long to be of use. */
  public address(key: string): string | undefined {
    const address = this.text(key)
    this.ignore(key)
    const isUsable = address !== undefined && address.length <= MAX_ADDRESS_LENGTH && !/\s/.test(address)
    return isUsable && !NO_ADDRESS.test(address) ? address : undefined
  }

  public number(key: string): number | undefined {
    const value = this.raw(key)
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  }

  public list(key: string): unknown[] {
    const value = this.raw(key)
    return Array.isArray(value) ? value : []
  }

  /** What a field holds, of any type. */
  public raw(key: string): unknown {
    this.readKeys.add(key)
    return this.value(key)
  }

  /** Fields of no interest to a person. */
  public ignore(...keys: string[]): void {
    keys.forEach((key) => this.readKeys.add(key))
  }

  /** Words in the fields that were not read; what was read already is not told twice. */
  public unreadWords(): string[] {
    const unread = Object.entries(this.fields).filter(([key]) => !this.readKeys.has(key))
    return unusedWords(Object.fromEntries(unread), this.readTexts)
  }

  private value(key: string): unknown {
    return Object.hasOwn(this.fields, key) ? this.fields[key] : undefined
  }
}
