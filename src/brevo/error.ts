import { ExpectedError } from '../errors'

/**
 * What went wrong with a call to Brevo, by what can be done about it.
 * - `unreachable`: no connection was made; nothing was stored
 * - `limited`: the account's hourly limit is used up; nothing was stored
 * - `busy`: Brevo answered 503 before doing anything
 * - `unclear`: a time-out, a cut connection or a 5xx; the message may have been stored
 * - `wrongKey`, `blockedAddress`: the two meanings of a 401
 * - `refused`: Brevo does not accept this request, now or later
 * - `outOfTime`: no call was made, because the invocation had no time left
 */
export type BrevoFailure =
  | 'unreachable'
  | 'limited'
  | 'busy'
  | 'unclear'
  | 'wrongKey'
  | 'blockedAddress'
  | 'refused'
  | 'outOfTime'

/** What happened, as the bot's owner reads it: a sentence without its full stop. */
const HAPPENED: Record<BrevoFailure, string> = {
  unreachable: 'Brevo could not be reached over the network',
  limited: "The hourly limit of your Brevo account's API is used up",
  busy: 'Brevo is busy or under maintenance',
  unclear: 'Brevo did not answer in time or answered with an error',
  wrongKey: 'Brevo does not accept the API key',
  blockedAddress: 'Brevo blocks API calls from unknown IP addresses, and those of Botpress change',
  refused: 'Brevo rejected the request',
  outOfTime: 'There was no time left to call Brevo',
}

type Details = { status?: number; code?: string | undefined; resetMs?: number | undefined }

/**
 * A call to Brevo that failed. Carries nothing of the request or the answer but status, code and limit. Its message is
 * a sentence without its full stop, followed by status and code where there are any.
 */
export class BrevoError extends ExpectedError {
  public readonly status: number | undefined
  /** What happened, in a sentence without its full stop. */
  public readonly summary: string
  /** Status and code, such as "HTTP 400, invalid_parameter" or "ENOTFOUND"; empty when there are none. */
  public readonly facts: string
  /** Brevo's own error code, such as `invalid_parameter`, or Node's for a broken connection; undefined for none. */
  public readonly code: string | undefined
  /** How long until the hourly limit is reset, in ms (Brevo: `x-sib-ratelimit-reset`); undefined when not told. */
  public readonly resetMs: number | undefined

  public constructor(
    public readonly failure: BrevoFailure,
    details: Details = {}
  ) {
    const summary = HAPPENED[failure]
    const facts = [details.status && `HTTP ${details.status}`, details.code].filter(Boolean).join(', ')
    super(facts ? `${summary}: ${facts}` : summary)
    this.summary = summary
    this.facts = facts
    this.status = details.status
    this.code = details.code
    this.resetMs = details.resetMs
  }
}

/** What an HTTP answer of Brevo says, once parsed. */
export type BrevoAnswer = { status: number; code?: string; message?: string; resetSeconds?: number | undefined }

/** The words in Brevo's 401 that mean the address, not the key (Brevo: "unrecognised IP address"). */
const BLOCKED_ADDRESS = /unrecognised ip|unrecognized ip|authorised_ips|authorized_ips/i

/** The failure that an unsuccessful answer stands for. */
export const errorOf = ({ status, code, message, resetSeconds }: BrevoAnswer): BrevoError => {
  const details = { status, code }
  if (status === 401) {
    return new BrevoError(BLOCKED_ADDRESS.test(message ?? '') ? 'blockedAddress' : 'wrongKey', details)
  }
  if (status === 429) {
    // Every answer tells the reset; only after a 429 does it say anything about the next try.
    const resetMs = resetSeconds === undefined ? undefined : resetSeconds * 1000
    return new BrevoError('limited', { ...details, resetMs })
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
