import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import * as z from 'zod'
import type { Upload } from '../action'
import type { CallBodies } from '../model'
import { act, type Stage } from './actions'
import type { Asset } from './bundle'
import type { Feed } from './feed'
import { guard } from './guard'
import type { Mask } from './mask'

/** Brevo's own limit for agents' files. */
const MAX_FILE_BYTES = 10_000_000
const MAX_ACTION_BYTES = 200_000

type Parts = {
  assets: Map<string, Asset>
  stage: Stage
  feed: Feed
  mask: Mask
  /** Whose files may be shown on the page, beside the page's own. */
  fileOrigins: string[]
}

const sentenceOf = (thrown: unknown): string => {
  if (thrown instanceof z.ZodError) {
    return `The request is not understood: ${z.prettifyError(thrown)}`
  }
  return thrown instanceof Error ? thrown.message : String(thrown)
}

const atMost = (maxSize: number, message: string): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: (c) => c.json({ ok: false, message }, 413) })

/** The page's server: its files, its stream of news, and what can be done on it. */
export const pageApp = ({ assets, stage, feed, mask, fileOrigins }: Parts): Hono => {
  const app = new Hono()
  const files = ["'self'", ...fileOrigins]
  const contentSecurityPolicy = {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: files,
    mediaSrc: files,
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  }
  app.use(secureHeaders({ contentSecurityPolicy }), guard)

  for (const [path, { type, body }] of assets) {
    app.get(path, (c) => c.body(body, 200, { 'content-type': type }))
  }

  app.get('/api/stream', (c) =>
    streamSSE(c, async (stream) => {
      const end = feed.listen((data) => void stream.writeSSE({ data }))
      await new Promise<void>((gone) => stream.onAbort(gone))
      end()
    })
  )

  app.get('/api/calls/:id', (c) => {
    const call = stage.sandbox.wire.calls().find(({ id }) => String(id) === c.req.param('id'))
    if (!call) {
      return c.json({ ok: false, message: 'This call is no longer kept.' }, 404)
    }
    const bodies: CallBodies = { request: mask.over(call.request), response: mask.over(call.response) }
    return c.json(bodies)
  })

  app.post('/api/files', atMost(MAX_FILE_BYTES, 'A file may have up to 10 MB.'), async (c) => {
    const buffer = Buffer.from(await c.req.arrayBuffer())
    const { name = 'file' } = c.req.query()
    const mimeType = c.req.header('content-type') ?? 'application/octet-stream'
    const link = stage.sandbox.brevo.storeFile({ name, mimeType, buffer })
    const upload: Upload = { name, mimeType, link, size: buffer.length }
    return c.json(upload)
  })

  app.post('/api/actions', atMost(MAX_ACTION_BYTES, 'This is too long.'), async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    const answer = await act(stage, body)
    feed.changed()
    return c.json(answer)
  })

  app.notFound((c) => c.json({ ok: false, message: 'There is nothing here.' }, 404))
  app.onError((error, c) => c.json({ ok: false, message: sentenceOf(error) }, error instanceof z.ZodError ? 400 : 409))
  return app
}
