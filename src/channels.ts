import type * as bp from './bp'
import { guarded } from './guard'
import { relayToBrevo, type OutgoingMessage } from './outbox/relay-to-brevo'
import { BUDGET_MS } from './time'

const relay = guarded<OutgoingMessage, void>('Sending a message to Brevo', BUDGET_MS.channel, relayToBrevo)

/** The `hitl` channel: where a user's message leaves for Brevo. */
export const channels: bp.IntegrationProps['channels'] = {
  hitl: {
    messages: {
      text: relay,
      image: relay,
      audio: relay,
      video: relay,
      file: relay,
      bloc: relay,
    },
  },
}
