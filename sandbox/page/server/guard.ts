import type { MiddlewareHandler } from 'hono'

const isLoopback = (host: string | undefined): boolean => /^(?:127\.0\.0\.1|localhost):\d+$/.test(host ?? '')

/**
 * Lets only the page itself speak to its server. Another name than this machine's (DNS rebinding), another website
 * as the origin, and a request that a browser says is not the page's own are refused.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host')
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site') ?? 'same-origin'
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const isOwn = reads && origin === undefined ? true : origin === `http://${host}`
  const isOwnSite = site === 'same-origin' || site === 'none' || (reads && c.req.path === '/')
  if (!isLoopback(host) || !isOwn || !isOwnSite) {
    return c.json({ ok: false, message: 'This page can only be used by itself.' }, 403)
  }
  await next()
  c.header('cache-control', 'no-store')
  return undefined
}
