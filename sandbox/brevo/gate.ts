import { Hono } from 'hono'
import { parsedJson } from '../shared/json'
import { served, type HttpEnv, type Service } from '../shared/service'
import type { Budget } from './budget'
import { refusal } from './refusal'

/** What every request passes before it is carried out. */
type Gate = { apiKey: string; budget: Budget; service: Service }

/** Everything below `/v3`: the headers of the budget on each answer; faults, key and budget before the work. */
export const gated = ({ apiKey, budget, service }: Gate, rest: Hono<HttpEnv>): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(budget.headers())) {
      if (!c.res.headers.has(name)) {
        c.res.headers.set(name, value)
      }
    }
  })

  app.use(async (c, next) => {
    const path = c.req.path.replace(/^\/v3/, '')
    const request = parsedJson(await c.req.text().catch(() => ''))
    const answer = await served(c, service, { path, operation: `${c.req.method} ${path}`, request }, async () => {
      await next()
      const isGone = c.env.incoming.socket.destroyed
      return isGone ? undefined : { response: c.res, body: parsedJson(await c.res.clone().text()) }
    })
    // Hono would otherwise lay the headers of the work's answer over those of the fault.
    c.res = undefined
    c.res = answer
  })

  app.use(async (c, next) => {
    if (c.req.header('api-key') !== apiKey) {
      throw refusal(401, 'unauthorized', 'Key not found')
    }
    if (!budget.take()) {
      throw refusal(429, 'too_many_requests', 'API rate limit exceeded for this endpoint')
    }
    await next()
  })

  app.route('/', rest)
  return app
}
