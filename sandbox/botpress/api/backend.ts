import type { Identity } from '../service/identity'
import type { BotpressWorld } from '../world'
import type { Contract } from './contract'
import type { OperationName } from './official'
import type { Event, Inputs, Message, Outputs } from './records'
import type { Store } from './store'

/** Carries out each operation. Synchronous, so that every call is atomic; throws ApiError. */
export type Handlers = { [K in OperationName]: (input: Inputs[K]) => Outputs[K] }

/** What the handlers work with and whom they tell. */
export type Backend = {
  store: Store
  contract: Contract
  identity: Identity
  world: BotpressWorld
  /** Takes what the API allows but an integration never means. */
  warn: (text: string) => void
  /** A message has been made whose author is not the bot. */
  onIncoming: (message: Message) => void
  onEvent: (event: Event) => void
}
