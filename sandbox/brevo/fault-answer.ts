import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../shared/faults'

/** Waits, but no longer than until the service closes. */
export const pause = async (ms: number, closing: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal: closing }).catch(() => undefined)
}

/** Tells the server that there is nothing to send; a new one each time, for headers are added to it. */
const nothing = () => new Response(null, { headers: RESPONSE_ALREADY_SENT.headers })

/** Does to a request what a fault asks for; a request that hangs ends when its connection does. */
export const faultAnswer = async (
  fault: Exclude<Fault, { kind: 'delay' }>,
  { incoming, outgoing }: HttpBindings
): Promise<Response> => {
  if (fault.kind === 'status') {
    const body = fault.body ?? { code: 'sandbox_fault', message: `Fault ${fault.status} of the sandbox` }
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status: fault.status,
      headers: { 'content-type': 'application/json', ...fault.headers },
    })
  }
  if (fault.kind === 'reset') {
    incoming.socket.resetAndDestroy()
    return nothing()
  }
  fault.kind satisfies 'hang'
  if (!outgoing.closed) {
    await new Promise((resolve) => outgoing.once('close', resolve))
  }
  return nothing()
}
