import type { IntegrationDefinition } from '@botpress/sdk'
import type { Wire } from '../shared/wire'
import type { ConversationIdStyle } from './service/ids'
import type { BotpressWorld } from './world'

/** How an embedded Botpress is set up. */
export type BotpressOptions = {
  /** Every request and payload is checked against it. */
  definition: IntegrationDefinition
  wire: Wire
  /** The integration's configuration on the bot. */
  configuration: Record<string, unknown>
  /** The integration's processes behind the one door, called in turn. */
  integrationUrls: string[]
  /** Default: a free one. */
  port?: number
  /** BP_TOKEN. Default: a random one. */
  token?: string
  /** Epoch ms. Default: the machine's clock. */
  now?: () => number
  /** How many times as fast as the real time `now` passes. Default 1. */
  speed?: number
  /** Suppositions to turn round; see `BotpressWorld`. */
  world?: Partial<BotpressWorld>
  conversationIdStyle?: ConversationIdStyle
  /** How long an invocation of the integration may take, in ms of the service's time. Default 60 s. */
  invocationTimeoutMs?: number
}

/** What Studio shows after a save: nothing, or what `register` threw. */
export type RegisterResult = { ok: true } | { ok: false; message: string }
