import { z } from '@botpress/sdk'

export const entities = {
  conversation: {
    title: 'Brevo conversation',
    description: 'What can be chosen for one conversation in Brevo, on the "Start HITL" card',
    schema: z.object({
      groupId: z
        .string()
        .optional()
        .title('Group ID')
        .describe('ID of the group of Brevo agents this conversation goes to. Empty: everyone.'),
      agentId: z
        .string()
        .optional()
        .title('Agent ID')
        .describe("ID of the Brevo agent under whose name this user's messages appear. Empty: the one configured."),
    }),
  },
}
