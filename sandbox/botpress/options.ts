import type { IntegrationDefinition } from '@botpress/sdk'
import type { Wire } from '../shared/wire'
import type { ConversationIdStyle } from './service/ids'

export type BotpressOptions = {
  /** Every request and payload is checked against it. */
  definition: IntegrationDefinition
  wire: Wire
  /** The integration's configuration on the bot. */
  configuration: Record<string, unknown>
  /** Epoch ms. Default: the machine's clock. */
  now?: () => number
  /** How many times as fast as the real time `now` passes. Default 1. */
  speed?: number
  conversationIdStyle?: ConversationIdStyle
}

/** How a call of the integration ended: well, or with what it threw. */
export type Outcome = { ok: true } | { ok: false; message: string }
