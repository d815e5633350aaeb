import type { Backend } from '../api/backend'
import type { Event, Message } from '../api/records'
import type { Saying } from './answers'

/** What the plugin has of Botpress. */
export type Platform = Pick<Backend, 'store' | 'identity' | 'world' | 'warn'> & {
  /**
   * Calls an action of the integration.
   * @returns its output
   * @throws {Error} with the text of what the integration threw, or that it could not be reached
   */
  callAction: (
    type: 'checkSetup' | 'createUser' | 'startHitl' | 'stopHitl',
    input: object
  ) => Promise<Record<string, unknown>>
  /** Stores a message of the bot's in a conversation; the promise ends when the integration has dealt with it. */
  postMessage: (conversationId: string, saying: Saying) => Promise<void>
}

/** What reaches the bot from the integration. */
export type Arrival = { kind: 'message'; message: Message } | { kind: 'event'; event: Event }

/** The id in a field of a payload or an output; empty when there is none. */
export const idIn = (value: Record<string, unknown>, field: string): string => {
  const id = value[field]
  return typeof id === 'string' ? id : ''
}
