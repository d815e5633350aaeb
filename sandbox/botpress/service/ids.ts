import { randomBytes, randomUUID } from 'node:crypto'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const base32 = (value: bigint, length: number): string => {
  const digits = value.toString(CROCKFORD.length).padStart(length, '0')
  return Array.from(digits, (digit) => CROCKFORD.charAt(Number.parseInt(digit, CROCKFORD.length))).join('')
}

/** What an id stands for; it is the id's first part. */
export type IdKind = 'conv' | 'user' | 'msg' | 'evt' | 'state'

/** How ids of conversations look: as Botpress's own, or in another shape that its definition allows as well. */
export type ConversationIdStyle = 'ulid' | 'other'

/** Makes the service's ids: 28 to 36 characters, the kind and a ULID. */
export class Ids {
  public constructor(
    private readonly now: () => number,
    private readonly conversationStyle: ConversationIdStyle = 'ulid'
  ) {}

  public make(kind: IdKind): string {
    if (kind === 'conv' && this.conversationStyle === 'other') {
      return randomUUID()
    }
    const random = BigInt(`0x${randomBytes(10).toString('hex')}`)
    return `${kind}_${base32(BigInt(this.now()), 10)}${base32(random, 16)}`
  }
}
