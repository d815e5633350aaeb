import type { DispatchResult, Dispatcher } from './dispatcher'

const MAX_BODY_BYTES = 6 * 1024 * 1024
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/** A request from outside, to the integration's webhook URL. */
export type OutsideRequest = {
  method: string
  /** What follows the webhook's id; `/` when nothing does. */
  path: string
  /** Without the question mark. */
  query: string
  headers: Record<string, string>
  body: string
}

/** What an AWS Lambda could not be given is refused before the integration sees it. */
const TOO_LARGE: DispatchResult = { status: 413, headers: {}, body: '' }

/**
 * Hands a request from outside to the integration.
 * @returns what the integration's handler answered, status, headers and body; 502 when its process broke off
 */
export const passThroughDoor = async (dispatcher: Dispatcher, request: OutsideRequest): Promise<DispatchResult> => {
  const { body, ...rest } = request
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    return TOO_LARGE
  }
  const req = body === '' ? rest : { ...rest, body }
  const { status, headers, body: answer } = await dispatcher.dispatch('webhook_received', { req })
  const passed = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name))
  const isSendable = status >= 200 && status < 600
  return { status: isSendable ? status : 502, headers: Object.fromEntries(passed), body: answer }
}
