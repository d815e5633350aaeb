/*
 * Botpress's ids today: a prefix, and a ULID, which is 128 bits in Crockford's base 32. Its first 48 bits are the time.
 */

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 26
const BYTES = 16
const RANDOM_BITS = 80n

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

const bitsOf = (ulid: string): bigint =>
  Array.from(ulid).reduce((bits, letter) => bits * 32n + BigInt(CROCKFORD.indexOf(letter)), 0n)

/** When an id was made, in epoch ms; undefined for one of another form. */
export const timeOfUlid = (id: string): number | undefined =>
  ULID.test(id) ? Number(bitsOf(id) >> RANDOM_BITS) : undefined

/** The 16 bytes of an id; undefined for one of another form. */
export const packUlid = (id: string): Buffer | undefined =>
  ULID.test(id)
    ? Buffer.from(
        bitsOf(id)
          .toString(16)
          .padStart(2 * BYTES, '0'),
        'hex'
      )
    : undefined

/** The id of which {@link packUlid} has given the bytes. */
export const unpackUlid = (bytes: Buffer): string => {
  let bits = BigInt(`0x${bytes.toString('hex')}`)
  let ulid = ''
  while (ulid.length < LENGTH) {
    ulid = CROCKFORD.charAt(Number(bits % 32n)) + ulid
    bits /= 32n
  }
  return ulid
}
