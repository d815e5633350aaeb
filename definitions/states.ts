import { z } from '@botpress/sdk'

/*
 * All of them are made with getOrSetState, which creates a state atomically: whoever finds its own token in the
 * answer was the first. The runtime has no compare-and-swap (see README, "What is remembered").
 */

const by = z.string().title('By').describe('Token of the invocation that created this state')

/** Held by the one invocation that is at a kind of work; expires when that invocation dies. */
const lease = { type: 'conversation' as const, schema: z.object({ by }) }

/** Claimed by the one invocation that does something which must be done once in a session. */
const claim = {
  type: 'conversation' as const,
  schema: z.object({ by, done: z.boolean().title('Done').describe('Whether it was done') }),
}

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
      progress: z
        .enum(['claimed', 'failed', 'announced'])
        .title('Progress')
        .describe('How far the one who ends it has come, as far as was noted'),
    }),
  },
  noticeGiven: claim,
  startAnnounced: claim,
  sendingLease: lease,
  agentLease: lease,
  endingLease: lease,
}
