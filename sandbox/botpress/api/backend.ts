import type { Identity } from '../service/identity'
import type { BotpressWorld } from '../world'
import type { Contract } from './contract'
import type { Event, Inputs, Message, Outputs } from './records'
import type { Store } from './store'

/** Each carries out an operation. Synchronous, so that every call is atomic; throws the errors of Botpress's client. */
export type SomeHandlers = { [K in keyof Inputs]?: (input: Inputs[K]) => Outputs[K] }

/** What reaches the bot: a message whose author it is not, or an event. */
export type Arrival = { kind: 'message'; message: Message } | { kind: 'event'; event: Event }

/** What the handlers work with and whom they tell. */
export type Backend = {
  store: Store
  contract: Contract
  identity: Identity
  world: BotpressWorld
  /** Takes what the API allows but an integration never means. */
  warn: (text: string) => void
  /** Takes what the integration has made for the bot. */
  receive: (arrival: Arrival) => void
}
