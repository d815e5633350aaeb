import axios from 'axios'
import { Agent } from 'node:http'
import { patience } from '../shared/patience'
import type { Wire, WireCall } from '../shared/wire'
import type { WebhookEvent } from './model'

/** One try at delivering a webhook. `status` is 0 when nobody answered; `at` in epoch ms. */
export type Attempt = Pick<WireCall, 'at' | 'status' | 'durationMs'>

/**
 * Where a delivery stands.
 * - `held`: kept back until it is released
 * - `waiting`: for its turn or its next try
 * - `underWay`: sent, not yet answered
 * - `delivered`: answered with 2xx
 * - `failed`: refused, discarded, or tried as often as it may be
 */
export type DeliveryState = 'held' | 'waiting' | 'underWay' | 'delivered' | 'failed'

/** A webhook on its way or past it. */
export type Delivery = {
  id: string
  event: WebhookEvent
  state: DeliveryState
  attempts: Attempt[]
  /** The delivery that this one repeats. */
  duplicateOf?: string
}

// Idle connections go long before a server would cut them, so that no try finds one half-closed.
const httpAgent = new Agent({ keepAlive: true, timeout: 1_000 })

type Sending = { url: string | undefined; wire: Wire; timeoutMs: number; signal: AbortSignal }

/**
 * Tries to deliver a webhook once, and records that on the wire.
 * @returns the call, with the status 0 when there was no answer
 */
export const attempt = async (event: WebhookEvent, { url, wire, timeoutMs, signal }: Sending): Promise<Attempt> => {
  const record = wire.begin()
  const { status, body } = await post(event, url, timeoutMs, signal)
  return record({
    from: 'brevo',
    to: 'botpress',
    operation: event.eventName,
    status,
    request: event,
    response: body,
  })
}

const post = async (event: WebhookEvent, url: string | undefined, timeoutMs: number, closing: AbortSignal) => {
  if (url === undefined) {
    return { status: 0, body: undefined }
  }
  const { signal, stop } = patience(timeoutMs, closing)
  try {
    const { status, data } = await axios.post<unknown>(url, event, {
      signal,
      httpAgent,
      proxy: false,
      maxRedirects: 0,
      maxContentLength: 1_000_000,
      responseType: 'text',
      validateStatus: () => true,
    })
    return { status, body: data }
  } catch {
    return { status: 0, body: undefined }
  } finally {
    stop()
  }
}

/**
 * What Brevo does after an answer: 2xx ends it well, 429 lets it come again, another 4xx ends it.
 * @param redelivers whether all else (5xx, a cut connection, no answer in time) lets it come again as well
 */
export const verdictOn = (status: number, redelivers: boolean): 'delivered' | 'failed' | 'again' => {
  if (status >= 200 && status < 300) {
    return 'delivered'
  }
  const isRefused = status >= 400 && status < 500
  return status === 429 || (redelivers && !isRefused) ? 'again' : 'failed'
}
