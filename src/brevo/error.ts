import { ExpectedError } from '../errors'
import { fieldsIn, textIn } from '../lenient'
import { FAILURES, type BrevoFailure } from './failures'

type Details = { status?: number; code?: string | undefined; resetMs?: number | undefined }

/**
 * A call to Brevo that failed. Carries nothing of the request or the answer but status, code and limit. Its message is
 * a sentence without its full stop, followed by status and code where there are any.
 */
export class BrevoError extends ExpectedError {
  public readonly status: number | undefined
  /** How long until the hourly limit is reset, in ms (Brevo: `x-sib-ratelimit-reset`); undefined when not told. */
  public readonly resetMs: number | undefined
  /** Status and code, such as "HTTP 400, invalid_parameter" or "ENOTFOUND"; empty when there are none. */
  public readonly facts: string

  public constructor(
    public readonly failure: BrevoFailure,
    { status, code, resetMs }: Details = {}
  ) {
    const { happened } = FAILURES[failure]
    const facts = [status && `HTTP ${status}`, code].filter(Boolean).join(', ')
    super(facts ? `${happened}: ${facts}` : happened)
    this.status = status
    this.resetMs = resetMs
    this.facts = facts
  }
}

/** Why a call to Brevo failed; undefined when it did not. */
export const failureOf = async (call: Promise<unknown>): Promise<BrevoError | undefined> => {
  try {
    await call
    return undefined
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}

/** Whole sentences: what happened, what the bot's owner can do about it, and what Brevo answered. */
export const remedyFor = ({ failure, facts }: BrevoError): string => {
  const { happened, remedy } = FAILURES[failure]
  return `${happened}. ${remedy}.${facts && ` Details: ${facts}.`}`
}

/** Brevo's error codes; anything else may hold a stranger's words. */
const ERROR_CODE = /^[a-z0-9_.-]{1,60}$/i

/** Longest reset that is believed, in seconds: a day. */
const MAX_RESET_S = 86_400

const resetMsIn = (header: unknown): number | undefined => {
  const seconds = typeof header === 'string' && header.trim() !== '' ? Number(header) : Number.NaN
  return seconds >= 0 && seconds <= MAX_RESET_S ? seconds * 1000 : undefined
}

/** The words in Brevo's 401 that mean the address, not the key (Brevo: "unrecognised IP address"). */
const BLOCKED_ADDRESS = /unrecognised ip|unrecognized ip|authorised_ips|authorized_ips/i

/**
 * The failure that an unsuccessful answer stands for.
 * @param data the answer's body, of any shape
 * @param resetHeader the answer's `x-sib-ratelimit-reset`, in seconds
 */
export const errorOf = (status: number, data: unknown, resetHeader?: unknown): BrevoError => {
  const { code: given, message } = fieldsIn(data)
  const code = ERROR_CODE.test(textIn(given)) ? textIn(given) : undefined
  const details = { status, code }
  if (status === 401) {
    return new BrevoError(BLOCKED_ADDRESS.test(textIn(message)) ? 'blockedAddress' : 'wrongKey', details)
  }
  if (status === 429) {
    // Every answer tells the reset; only after a 429 does it say anything about the next try.
    return new BrevoError('limited', { ...details, resetMs: resetMsIn(resetHeader) })
  }
  if (status === 503) {
    return new BrevoError('busy', details)
  }
  return new BrevoError(status >= 500 || status === 408 ? 'unclear' : 'refused', details)
}

/** Network errors after which no request can have reached Brevo (Node's error codes). */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** The failure that a broken exchange stands for, told by Node's error code. */
export const errorOfExchange = (nodeCode: string | undefined): BrevoError =>
  new BrevoError(nodeCode && NOT_CONNECTED.has(nodeCode) ? 'unreachable' : 'unclear', { code: nodeCode })
