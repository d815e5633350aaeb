import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Activity } from '../../shared/activity'
import { listen, type LoopbackServer } from '../../shared/loopback-server'
import type { RuntimeApi } from '../api/server'
import type { Dispatcher } from './dispatcher'
import { send } from './faulty'

type Services = { api: RuntimeApi; dispatcher: Dispatcher; activity: Activity; webhookId: string }

const BODILESS = new Set([204, 205, 304])

/** Headers of the connection with the integration's process. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/** Path and query as they came, nothing decoded. */
const split = (url: string): { path: string; query: string } => {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) }
}

/** Serves the runtime API and the front door on one port of the loopback interface. */
export const serve = ({ api, dispatcher, activity, webhookId }: Services): Promise<LoopbackServer> => {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const door = `/webhook/${webhookId}`

  app.all('/v1/*', async ({ req, env }) => {
    const { path, query } = split(env.incoming.url ?? '/')
    const body = await req.text()
    const answer = await activity.track(path, async () =>
      api.handle({
        method: req.method,
        path,
        search: new URLSearchParams(query),
        header: (name) => req.header(name),
        body,
      })
    )
    return send(answer, env)
  })

  app.all('/webhook/*', async ({ req, env, notFound }) => {
    const { path, query } = split(env.incoming.url ?? '/')
    if (path !== door && !path.startsWith(`${door}/`)) {
      return notFound()
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
