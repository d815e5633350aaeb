import { setMaxListeners } from 'node:events'

/** What breaks off all that is under way in a service: each of that listens, and Node takes more than ten for a leak. */
export const newClosing = (): AbortController => {
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return closing
}
