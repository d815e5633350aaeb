/** What is supposed of Brevo and cannot be tried against the real one. Each can be turned round, also while it runs. */
export type BrevoWorld = {
  /**
   * Whether an event whose delivery ended in a 5xx, a cut connection or no answer in time is delivered again. Brevo's
   * newest documentation says that it is discarded. After a 429 it is delivered again in every world.
   */
  redelivers: boolean
  /** Longest wait for the answer to a webhook, in ms of the sandbox's own time; a later one counts as none. */
  answerTimeoutMs: number
  /** Whether the `receivedFrom` of a message comes back with its echo in webhooks. */
  echoesReceivedFrom: boolean
  /** Whether the message that opens a conversation comes in a fragment, too. */
  repeatsOpening: boolean
  /** Whether messages may bear a name and an address of their own in place of an agent's id. */
  acceptsOwnNames: boolean
}

/** Brevo as it is taken to be. */
export const ORDINARY_BREVO: BrevoWorld = {
  redelivers: false,
  answerTimeoutMs: 10_000,
  echoesReceivedFrom: true,
  repeatsOpening: true,
  acceptsOwnNames: true,
}
