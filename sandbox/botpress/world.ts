/**
 * What is supposed of Botpress and cannot be tried against the real one. Each can be turned round, also while the
 * service runs. All times are in ms of the sandbox's own time; see `speed` in `SandboxOptions`.
 */
export type BotpressWorld = {
  /**
   * How long the HITL plugin takes from startHitl's answer to the session's activation. Messages and events before
   * that are dropped.
   */
  activationMs: number
  /** From when a state's expiry counts: its last write, or its last write or read. The API says "idle". */
  expiryCountsFrom: 'write' | 'writeOrRead'
  /** Whether an expiry of less than a second frees a state that soon. Otherwise it lives for a minute. */
  honoursTinyExpiry: boolean
  /**
   * Whether the plugin handles every message and event on its own: each handling reads the session when it begins,
   * takes up to 600 ms, and writes when it ends.
   */
  parallelPlugin: boolean
  /** Whether the first author in a session counts as the assigned agent, as since version 1.3.0 of the HITL plugin. */
  assignsFirstAuthor: boolean
  /** Seed of what is random: how long each handling of the plugin takes. */
  seed: number
  /**
   * How far reads (get… and list… of conversations, messages, users and states) lag behind writes. What writes
   * (create…, update…, set…, getOrCreate…, getOrSet…) answers with the row as it is.
   */
  readLagMs: number
  /** How long a call of the runtime API takes, half of it before the work and half of it after. */
  callMs: number
  /** Whether the conversation in `message_created` is as at its creation, without tags. */
  staleSnapshot: boolean
  /** How long after its first delivery a `message_created` comes a second time; undefined for never. */
  secondDeliveryMs: number | undefined
  /** How late each `message_created` comes. */
  deliveryLateMs: number
}

/** Botpress as it is taken to be. */
export const ORDINARY_BOTPRESS: BotpressWorld = {
  activationMs: 3,
  expiryCountsFrom: 'write',
  honoursTinyExpiry: true,
  parallelPlugin: false,
  assignsFirstAuthor: true,
  seed: 1,
  readLagMs: 0,
  callMs: 0,
  staleSnapshot: false,
  secondDeliveryMs: undefined,
  deliveryLateMs: 0,
}
