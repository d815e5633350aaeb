import { EmbeddedBrevo, type BrevoOptions } from './embedded'

export type { Delivery } from './delivery'
export { EmbeddedBrevo, type BrevoOptions } from './embedded'
export type { BrevoAgent, Conversation, Message, WebhookEvent } from './model'
export type { StoredFile } from './files'
export { ORDINARY_BREVO, type BrevoWorld } from './world'

/** Starts Brevo Conversations on a free port of 127.0.0.1. */
export const startBrevo = async (options: BrevoOptions): Promise<EmbeddedBrevo> => {
  const brevo = new EmbeddedBrevo(options)
  await brevo.open()
  return brevo
}
