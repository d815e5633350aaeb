import { z } from '@botpress/sdk'

export const actions = {
  checkSetup: {
    title: 'Check the set-up',
    description:
      'Writes a test message to Brevo, waits up to 10 seconds for its event, deletes it, and says what works and what does not',
    input: { schema: z.object({}) },
    output: {
      schema: z.object({
        ok: z.boolean().title('OK').describe('Whether nothing was found to be wrong'),
        checks: z
          .array(z.string())
          .title('Checks')
          .describe('One line for each check: what is good (✓), wrong (✗, with its remedy) or unknown (–)'),
      }),
    },
  },
}
