import { post } from '../shared/post'
import type { Wire, WireCall } from '../shared/wire'
import type { WebhookEvent } from './model'
import type { BrevoWorld } from './world'

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
  /** The tries. `status` is 0 when nobody answered; `at` in epoch ms. */
  attempts: Pick<WireCall, 'at' | 'status' | 'durationMs'>[]
  /** The delivery that this one repeats. */
  duplicateOf?: string | undefined
}

export const isPending = ({ state }: Delivery): boolean => state !== 'delivered' && state !== 'failed'

export type Verdict = 'delivered' | 'failed' | 'again'

/**
 * What Brevo does after an answer: 2xx ends it well, 429 lets it come again, another 4xx ends it.
 * @param redelivers whether all else (5xx, a cut connection, no answer in time) lets it come again as well
 */
export const verdictOn = (status: number, redelivers: boolean): Verdict => {
  if (status >= 200 && status < 300) {
    return 'delivered'
  }
  const isRefused = status >= 400 && status < 500
  return status === 429 || (redelivers && !isRefused) ? 'again' : 'failed'
}

export type Around = {
  wire: Wire
  world: BrevoWorld
  /** How many times as fast as the real time the sandbox's own passes. */
  speed: number
  /** Aborted when Brevo closes; then everything is given up. */
  closing: AbortSignal
}

type Sending = Around & { url: string | undefined }

/**
 * Tries to deliver a webhook once, and records that on the wire.
 * @returns what Brevo does then; what may come again has failed for as long as nobody tries it
 */
export const attempt = async (delivery: Delivery, { wire, world, speed, url, closing }: Sending): Promise<Verdict> => {
  const { event } = delivery
  if (closing.aborted) {
    delivery.state = 'failed'
    return 'failed'
  }
  const record = wire.begin()
  delivery.state = 'underWay'
  const { status, body } = await post(url, event, { timeoutMs: Math.ceil(world.answerTimeoutMs / speed), closing })
  const operation = event.eventName
  const tried = record({ from: 'brevo', to: 'botpress', operation, status, request: event, response: body })
  const verdict = closing.aborted ? 'failed' : verdictOn(status, world.redelivers)
  delivery.attempts.push(tried)
  delivery.state = verdict === 'delivered' ? 'delivered' : 'failed'
  return verdict
}
