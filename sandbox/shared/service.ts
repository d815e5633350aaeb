import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, Faults } from './faults'
import { INVOCATION_HEADER, type Party, type Wire } from './wire'

export type HttpEnv = { Bindings: HttpBindings }

/** An embedded service, as far as all of its requests are dealt with alike. */
export type Service = {
  name: Party
  wire: Wire
  faults: Faults
  /** Aborted when the service closes. */
  closing: AbortSignal
  /** What a fault answers that brings no body of its own. */
  faultBody: (status: number) => object
  /** Runs around the work of each request, faults included. */
  around?: <T>(path: string, work: () => Promise<T>) => Promise<T>
}

/** A request as it is written on the wire. `path`: without the query, and without what all paths of a service share. */
type Call = { path: string; operation: string; request: unknown }

/** An answer, and its body as it is written on the wire: read of the answer, it would cost as much as all the rest. */
export type Answer = { response: Response; body: unknown }

/** An answer in JSON, or in a text as it is. */
export const answerOf = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  response: new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  }),
  body,
})

/** Carries out a request; undefined when nobody is there any more to answer. */
type Work = () => Promise<Answer | undefined>

/**
 * Carries out a request as its fault, if any, lets it, and writes it on the wire: its bodies only, for keys are in its
 * headers.
 */
export const served = async (
  c: Context<HttpEnv>,
  service: Service,
  { path, operation, request }: Call,
  work: Work
): Promise<Response> => {
  const { around = (_, run) => run(), wire } = service
  const record = wire.begin()
  const fault = service.faults.take({ method: c.req.method, path, operation })
  const answer = await around(path, () => withFault(fault, service, work))
  record({
    from: 'integration',
    to: service.name,
    operation,
    status: answer?.response.status ?? 0,
    invocation: c.req.header(INVOCATION_HEADER),
    request,
    response: answer?.body,
  })
  return answer?.response ?? silence(fault, c.env)
}

/** @returns undefined when nothing is to be answered */
const withFault = async (
  fault: Fault | undefined,
  { closing, faultBody }: Service,
  work: Work
): Promise<Answer | undefined> => {
  if (fault?.kind === 'delay') {
    await sleep(fault.ms, undefined, { signal: closing }).catch(() => undefined)
  }
  if (!fault || fault.kind === 'delay') {
    return work()
  }
  if (fault.afterWork) {
    await work()
  }
  return fault.kind === 'status'
    ? answerOf(fault.status, fault.body ?? faultBody(fault.status), fault.headers)
    : undefined
}

/**
 * Cuts the connection of a request, or leaves it without an answer until its client gives up.
 * @returns what tells the server that there is nothing to send; a new one each time, for headers are added to it
 */
const silence = async (fault: Fault | undefined, { incoming, outgoing }: HttpBindings): Promise<Response> => {
  if (fault?.kind === 'reset') {
    incoming.socket.resetAndDestroy()
  } else if (!outgoing.closed) {
    await new Promise((resolve) => outgoing.once('close', resolve))
  }
  return new Response(null, { headers: RESPONSE_ALREADY_SENT.headers })
}
