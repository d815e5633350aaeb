import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/**
 * Cuts the connection of a request, or leaves it without an answer until its client gives up.
 * @returns what tells the server that there is nothing to send; a new one each time, for headers are added to it
 */
export const silence = async (kind: 'reset' | 'hang', { incoming, outgoing }: HttpBindings): Promise<Response> => {
  if (kind === 'reset') {
    incoming.socket.resetAndDestroy()
  } else if (!outgoing.closed) {
    await new Promise((resolve) => outgoing.once('close', resolve))
  }
  return new Response(null, { headers: RESPONSE_ALREADY_SENT.headers })
}
