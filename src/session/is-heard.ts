import type { FoundConversation } from './session'

/**
 * Whether an event of Brevo has come for a session. Brevo's confirmation and an agent's answer leave a trace, since
 * they cost calls to Botpress anyway; an echo costs none and leaves none.
 */
export const isHeard = ({ tags }: Pick<FoundConversation, 'tags'>): boolean =>
  Boolean(tags.heard || tags.assignedAt || tags.relayedUntil)
