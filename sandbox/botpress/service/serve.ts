import { Hono } from 'hono'
import { listen, type LoopbackServer } from '../../shared/loopback-server'
import { urlOf, type HttpEnv } from '../../shared/service'
import type { RuntimeApi } from '../api/server'
import type { Dispatcher } from './dispatcher'

const BODILESS = new Set([204, 205, 304])

/** Headers of the connection with the integration's process. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/** Serves the runtime API and the front door on one port of the loopback interface. */
export const serve = (api: RuntimeApi, dispatcher: Dispatcher, webhookId: string): Promise<LoopbackServer> => {
  const app = new Hono<HttpEnv>()
  const door = `/webhook/${webhookId}`

  app.all('/v1/*', (c) => api.handle(c))

  app.all('/webhook/*', async (c) => {
    const { req } = c
    const { path, query } = urlOf(c)
    if (path !== door && !path.startsWith(`${door}/`)) {
      return c.notFound()
    }
    const body = await req.text()
    const inside = { method: req.method, path: path.slice(door.length) || '/', query, headers: req.header() }
    const given = await dispatcher.dispatch('webhook_received', { req: body === '' ? inside : { ...inside, body } })
    const headers = Object.entries(given.headers).filter(([name]) => !OWN_HEADERS.has(name))
    const status = given.status >= 200 && given.status < 600 ? given.status : 502
    return new Response(BODILESS.has(status) ? null : given.body, { status, headers })
  })

  return listen(app.fetch)
}
