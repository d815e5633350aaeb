/** Stands in the place of a secret. */
export const MASK = '••••'

/** Fields that carry a secret whatever their value. */
const SECRET_FIELDS = new Set([
  'apikey',
  'api-key',
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'webhooksecret',
  'x-bp-configuration',
])

/** But what the integration writes in a secret's place, which the owner reads. */
const SECRET_IN_QUERY = /([?&]|^)(secret=)(?!YOUR-WEBHOOK-SECRET\b)[^&\s]+/g

/** Shorter ones would mask half of every text. */
const MIN_SECRET_LENGTH = 4

const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
]

/** Takes secrets out of what the page shows: by the names of fields, and by every value that was ever one. */
export class Mask {
  private readonly forms = new Set<string>()

  /** Remembers a secret; it stays one when it is replaced. */
  public add(secret: unknown): void {
    if (typeof secret === 'string' && secret.length >= MIN_SECRET_LENGTH) {
      for (const form of formsOf(secret)) {
        this.forms.add(form)
      }
    }
  }

  /** The same value without secrets, at any depth; JSON in a text included. */
  public over(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.overText(value)
    }
    if (Array.isArray(value)) {
      return value.map((each) => this.over(each))
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, each]: [string, unknown]) => [
          name,
          SECRET_FIELDS.has(name.toLowerCase()) && each ? MASK : this.over(each),
        ])
      )
    }
    return value
  }

  private overText(text: string): string {
    let masked = text.replace(SECRET_IN_QUERY, `$1$2${MASK}`)
    for (const form of this.forms) {
      masked = masked.replaceAll(form, MASK)
    }
    return masked
  }
}
