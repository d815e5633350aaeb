import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, Faults } from '../shared/faults'
import { parsedJson } from '../shared/json'
import { silence } from '../shared/silence'
import { INVOCATION_HEADER, type Wire } from '../shared/wire'
import type { Budget } from './budget'
import { Refusal } from './refusal'

/** What every request passes before it is carried out. */
export type Gate = {
  apiKey: string
  budget: Budget
  faults: Faults
  wire: Wire
  /** Aborted when the service closes. */
  closing: AbortSignal
}

export type GateEnv = { Bindings: HttpBindings }

type Middleware = MiddlewareHandler<GateEnv>

const pathBelow = (c: Context<GateEnv>): string => c.req.path.replace(/^\/v3/, '')

const parsed = (text: string | undefined): unknown => (text ? parsedJson(text) : undefined)

/** Writes each call on the wire: its bodies only, for the key is in its headers. */
const recorded =
  (wire: Wire): Middleware =>
  async (c, next) => {
    const record = wire.begin()
    const request = parsed(await c.req.text().catch(() => undefined))
    await next()
    const broken = c.env.incoming.socket.destroyed
    record({
      from: 'integration',
      to: 'brevo',
      operation: `${c.req.method} ${pathBelow(c)}`,
      status: broken ? 0 : c.res.status,
      invocation: c.req.header(INVOCATION_HEADER),
      request,
      response: broken ? undefined : parsed(await c.res.clone().text()),
    })
  }

const withBudgetHeaders =
  (budget: Budget): Middleware =>
  async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(budget.headers())) {
      if (!c.res.headers.has(name)) {
        c.res.headers.set(name, value)
      }
    }
  }

const faultAnswer = async (fault: Exclude<Fault, { kind: 'delay' }>, env: HttpBindings): Promise<Response> => {
  if (fault.kind !== 'status') {
    return silence(fault.kind, env)
  }
  const { status, headers, body = { code: 'sandbox_fault', message: `Fault ${status} of the sandbox` } } = fault
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

const faulty =
  (faults: Faults, closing: AbortSignal): Middleware =>
  async (c, next) => {
    const fault = faults.take(c.req.method, pathBelow(c))
    if (fault?.kind === 'delay') {
      await sleep(fault.ms, undefined, { signal: closing }).catch(() => undefined)
    }
    if (!fault || fault.kind === 'delay') {
      await next()
      return
    }
    if (fault.afterWork) {
      await next()
    }
    const answer = await faultAnswer(fault, c.env)
    // Hono would otherwise lay the headers of the work's answer over those of the fault.
    c.res = undefined
    c.res = answer
  }

const authorised =
  ({ apiKey, budget }: Gate): Middleware =>
  async (c, next) => {
    if (c.req.header('api-key') !== apiKey) {
      throw new Refusal(401, 'unauthorized', 'Key not found')
    }
    if (!budget.take()) {
      throw new Refusal(429, 'too_many_requests', 'API rate limit exceeded for this endpoint')
    }
    await next()
  }

/** Everything below `/v3`: records, faults, key and budget first, then what the request is about. */
export const gated = (gate: Gate, rest: Hono<GateEnv>): Hono<GateEnv> => {
  const app = new Hono<GateEnv>()
  app.use(recorded(gate.wire))
  app.use(withBudgetHeaders(gate.budget))
  app.use(faulty(gate.faults, gate.closing))
  app.use(authorised(gate))
  app.route('/', rest)
  return app
}
