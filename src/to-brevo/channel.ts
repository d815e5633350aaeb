import { guarded } from '../guard'
import type { Handlers } from '../types'
import { relayToBrevo } from './relay'

const relay = guarded('Sending a message to Brevo', relayToBrevo)

/** The `hitl` channel: where a user's message leaves for Brevo. */
export const channel: Handlers['channels']['hitl'] = {
  messages: {
    text: relay,
    image: relay,
    audio: relay,
    video: relay,
    file: relay,
    bloc: relay,
  },
}
