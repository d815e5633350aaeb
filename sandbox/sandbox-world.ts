import type { BotpressWorld } from './botpress'
import type { BrevoWorld } from './brevo'

/** By how much clocks are ahead of the sandbox's own time, in ms; behind it when negative. */
export type ClockOffsets = {
  /** Of the integration's processes, in the order in which they are started, and over again. */
  processes?: number[] | undefined
  botpress?: number | undefined
  brevo?: number | undefined
}

/** Suppositions about both services that are turned round, and how far the clocks are apart. */
export type SandboxWorld = {
  botpress?: Partial<BotpressWorld>
  brevo?: Partial<BrevoWorld>
  clocks?: ClockOffsets
}
