import { setMaxListeners } from 'node:events'

/** Breaks off all that is under way in a service. All of that listens; Node would take more than ten for a leak. */
export const newClosing = (): AbortController => {
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return closing
}
