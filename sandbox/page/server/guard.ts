import type { MiddlewareHandler } from 'hono'

const policyOf = (fileOrigins: string[]): string => {
  const files = ["'self'", ...fileOrigins].join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src ${files}`,
    `media-src ${files}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const isLoopback = (host: string | undefined): host is string => /^(?:127\.0\.0\.1|localhost):\d+$/.test(host ?? '')

/**
 * Lets only the page itself speak to its server. Another name than this machine's (DNS rebinding), another website
 * as the origin, and a request that a browser says is not the page's own are refused.
 * @param fileOrigins whose files may be shown on the page, beside the page's own
 */
export const guard = (fileOrigins: string[]): MiddlewareHandler => {
  const policy = policyOf(fileOrigins)
  return async (c, next) => {
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
    c.header('content-security-policy', policy)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('cross-origin-resource-policy', 'same-origin')
    c.header('cache-control', 'no-store')
    return undefined
  }
}
