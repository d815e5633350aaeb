import { Hono, type MiddlewareHandler } from 'hono'
import { parsedJson } from '../shared/json'
import { served, type HttpEnv, type Service } from '../shared/service'
import type { Budget } from './budget'
import { Refusal } from './refusal'

/** What every request passes before it is carried out. */
type Gate = { apiKey: string; budget: Budget; service: Service }

type Middleware = MiddlewareHandler<HttpEnv>

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

const recordedAndFaulty =
  (service: Service): Middleware =>
  async (c, next) => {
    const path = c.req.path.replace(/^\/v3/, '')
    const request = parsedJson(await c.req.text().catch(() => ''))
    const answer = await served(c, service, { path, operation: `${c.req.method} ${path}`, request }, async () => {
      await next()
      return c.env.incoming.socket.destroyed ? undefined : c.res
    })
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

/** Everything below `/v3`: faults, key and budget first, then what the request is about. */
export const gated = (gate: Gate, rest: Hono<HttpEnv>): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  app.use(withBudgetHeaders(gate.budget))
  app.use(recordedAndFaulty(gate.service))
  app.use(authorised(gate))
  app.route('/', rest)
  return app
}
