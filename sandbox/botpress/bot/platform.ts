import type { Event, Message, User } from '../api/records'
import type { BotpressWorld } from '../world'
import type { Saying } from './answers'

/** What the plugin asks of Botpress. */
export type Platform = {
  botId: string
  now: () => number
  /** Ends when so much of the service's time has passed. */
  sleep: (ms: number) => Promise<void>
  world: BotpressWorld
  newId: (kind: 'conv' | 'user' | 'msg') => string
  /**
   * Calls an action of the integration.
   * @returns its output
   * @throws Error with the text of what the integration threw, or that it could not be reached
   */
  callAction: (
    type: 'checkSetup' | 'createUser' | 'startHitl' | 'stopHitl',
    input: object
  ) => Promise<Record<string, unknown>>
  /** Stores a message of the bot's in a conversation; `delivered` ends when the integration has dealt with it. */
  postMessage: (conversationId: string, saying: Saying) => { delivered: Promise<void> }
  hasConversation: (id: string) => boolean
  findUser: (id: string) => User | undefined
  /** Notes that the integration gave what it must not give. */
  violation: (text: string) => void
}

/** What reaches the bot from the integration. */
export type Arrival = { kind: 'message'; message: Message } | { kind: 'event'; event: Event }

/** The id in a field of a payload or an output; empty when there is none. */
export const idIn = (value: Record<string, unknown>, field: string): string => {
  const id = value[field]
  return typeof id === 'string' ? id : ''
}
