import { z } from '@botpress/sdk'

/*
 * The HITL plugin tries to load whatever is in an event's field called `conversationId`,
 * so these events call the Botpress conversation `hitlConversationId`.
 */

const hitlConversationId = z
  .string()
  .title('HITL conversation ID')
  .describe('ID of the Botpress conversation of the session')

const visitorId = z.string().title('Visitor ID').describe('ID under which Brevo knows the user')

export const events = {
  hitlStarted: {
    title: 'HITL started',
    description: 'A session with human agents has begun: Brevo has accepted the opening message',
    schema: z.object({
      hitlConversationId,
      userId: z.string().title('User ID').describe('ID of the Botpress user who asked for an agent'),
      visitorId,
    }),
  },
  brevoConversationStarted: {
    title: 'Brevo conversation started',
    description: 'Brevo has confirmed that the conversation is in the inbox',
    schema: z.object({
      hitlConversationId,
      visitorId,
      brevoConversationId: z.string().title('Brevo conversation ID').describe('ID of the conversation in Brevo'),
      threadLink: z.string().optional().title('Thread link').describe('Link that opens the conversation in the inbox'),
      agentAvailable: z
        .boolean()
        .title('Agent available')
        .describe('False when Brevo said that no agent was available at that moment'),
    }),
  },
  brevoSilent: {
    title: 'Brevo silent',
    description:
      'A user has written to the agents for more than a minute, and Brevo has not confirmed the conversation: answers may not arrive',
    schema: z.object({ hitlConversationId }),
  },
}
