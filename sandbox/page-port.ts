import { createServer } from 'node:net'

/** Where the page is unless its port is chosen: always the same, so that an open page finds a sandbox started anew. */
export const PAGE_PORT = 4711

/** How many ports are tried from there on. */
const TRIES = 50

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/**
 * Finds the port that the page will have.
 * @param chosen the port that was asked for; the next free one from `PAGE_PORT` on when left out
 * @throws {Error} with a sentence when none is free
 */
export const pagePort = async (chosen?: number): Promise<number> => {
  const candidates = chosen === undefined ? Array.from({ length: TRIES }, (_, index) => PAGE_PORT + index) : [chosen]
  for (const port of candidates) {
    if (await isFree(port)) {
      return port
    }
  }
  throw new Error(
    chosen === undefined
      ? `The ports ${PAGE_PORT} to ${PAGE_PORT + TRIES - 1} are all in use. Choose another one with --port.`
      : `Port ${chosen} is in use. Choose another one with --port, or leave it out.`
  )
}
