import { createHash, timingSafeEqual } from 'node:crypto'
import type * as bp from '../bp'

/**
 * Whether a request carries the webhook secret: as `?secret=`, as the password of Basic authentication or as a
 * Bearer token. Compared in constant time. Without a configured secret every request passes.
 */
export const isAuthorised = (request: bp.HandlerProps['req'], secret: string | undefined): boolean => {
  if (!secret) {
    return true
  }
  // Every candidate is compared, so that the time does not tell which way was used.
  return candidates(request).filter((candidate) => isSame(candidate, secret)).length > 0
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const candidates = ({ query, headers }: bp.HandlerProps['req']): string[] => {
  const { scheme, credentials } = authorization(headers)
  const fromHeader = scheme === 'bearer' ? [credentials] : scheme === 'basic' ? [passwordOf(credentials)] : []
  return [...new URLSearchParams(query ?? '').getAll('secret'), ...fromHeader]
}

const authorization = (headers: bp.HandlerProps['req']['headers']): { scheme: string; credentials: string } => {
  const name = Object.keys(headers ?? {}).find((key) => key.toLowerCase() === 'authorization')
  const value = (name && headers[name]) || ''
  const space = value.indexOf(' ')
  return space < 0
    ? { scheme: '', credentials: '' }
    : { scheme: value.slice(0, space).toLowerCase(), credentials: value.slice(space + 1).trim() }
}

const passwordOf = (credentials: string): string => {
  const decoded = Buffer.from(credentials, 'base64').toString('utf8')
  return decoded.slice(decoded.indexOf(':') + 1)
}
