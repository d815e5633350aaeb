import { z } from '@botpress/sdk'

/*
 * All claims are made with getOrSetState, which creates a state atomically: whoever finds its own token in the answer
 * was the first. The runtime has no compare-and-swap (see src/session/claim.ts).
 */

/** Held by one invocation at a time; what was done under it stays on record. */
const claim = {
  type: 'conversation' as const,
  schema: z.object({
    by: z.string().title('By').describe('Token of the invocation that holds the claim; empty when nobody does'),
    done: z.array(z.string()).title('Done').describe('What was done under this claim'),
  }),
}

export const states = {
  stopAnnounced: claim,
  announced: claim,
  sending: claim,
  register: {
    type: 'integration' as const,
    schema: z.object({
      configuration: z
        .string()
        .title('Configuration')
        .describe('Fingerprint of the configuration that was last found to be good'),
      agent: z
        .string()
        .optional()
        .title('Agent')
        .describe('Fingerprint of the API key and the agent ID that Brevo last found to be good'),
      webhookUrl: z
        .string()
        .optional()
        .title('Webhook URL')
        .describe('Address of this installation, as it has to be entered in Brevo'),
      sweptUntil: z
        .string()
        .optional()
        .title('Swept until')
        .describe('Creation date of the session at which the last sweep stopped; the next one goes on there'),
    }),
  },
}
