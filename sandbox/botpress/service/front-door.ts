import { Hono } from 'hono'
import type { HttpEnv } from '../../shared/service'
import type { Dispatcher } from './dispatcher'

const BODILESS = new Set([204, 205, 304])

/** Headers of the connection with the integration's process. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/** Hands all that comes below `/webhook/<id>` to the integration's handler, and its answer back. */
export const frontDoor = (dispatcher: Dispatcher, webhookId: string): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const door = `/webhook/${webhookId}`

  app.all('/webhook/*', async (c) => {
    // As they came, nothing decoded.
    const [path = '', ...query] = (c.env.incoming.url ?? '').split('?')
    if (path !== door && !path.startsWith(`${door}/`)) {
      return c.notFound()
    }
    const body = await c.req.text()
    const inside = {
      method: c.req.method,
      path: path.slice(door.length) || '/',
      query: query.join('?'),
      headers: c.req.header(),
    }
    const given = await dispatcher.dispatch('webhook_received', { req: body === '' ? inside : { ...inside, body } })
    const headers = Object.entries(given.headers).filter(([name]) => !OWN_HEADERS.has(name))
    const status = given.status >= 200 && given.status < 600 ? given.status : 502
    return new Response(BODILESS.has(status) ? null : given.body, { status, headers })
  })

  return app
}
