import { z } from '@botpress/sdk'

/*
 * All three are made with getOrSetState, which creates a state atomically: whoever finds its own token
 * in the answer was the first. The runtime has no compare-and-swap (see README, "What is remembered").
 */

const by = z.string().title('By').describe('Token of the invocation that created this state')

export const states = {
  ending: {
    type: 'conversation' as const,
    schema: z.object({
      by,
      at: z.number().title('At').describe('When the session ended, in epoch ms'),
      cause: z
        .enum(['agent', 'bot', 'failedStart'])
        .title('Cause')
        .describe('Who ended it: an agent in Brevo, the bot or its user, or a start that failed'),
      told: z
        .number()
        .title('Told')
        .describe("Brevo's time, in epoch ms, up to which agents' messages are told to the user by the one who ends"),
      open: z.boolean().title('Open').describe('Whether the one who was to end it could not, so that another has to'),
    }),
  },
  notice: {
    type: 'conversation' as const,
    schema: z.object({
      by,
      sent: z.boolean().title('Sent').describe('Whether Brevo has taken the notice that the session is over'),
    }),
  },
  lease: {
    type: 'conversation' as const,
    schema: z.object({ by }),
  },
}
