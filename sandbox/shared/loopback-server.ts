import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'

/** `env` has Node's own request and answer; see `HttpBindings`. */
type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** A server that listens on the loopback interface. `origin`: without a slash at the end. */
export type LoopbackServer = {
  origin: string
  close: () => Promise<void>
  /** Listens again on the same port after a `close`. */
  reopen: () => Promise<void>
}

/** Longer than any client keeps an idle connection, so that none is cut just as it is used again. */
const KEEP_ALIVE_MS = 65_000

/**
 * Serves HTTP on 127.0.0.1.
 * @param port a free one when left out
 * @throws {Error} when the port is taken
 */
export const listen = async (fetch: Fetch, port = 0): Promise<LoopbackServer> => {
  const handle = getRequestListener(fetch)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    void handle(incoming, outgoing)
  })
  const open = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', resolve)
    })
  await open(port)
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    reopen: () => open(bound),
  }
}
