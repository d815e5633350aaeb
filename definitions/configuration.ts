import { z } from '@botpress/sdk'
import { DEFAULT_LEFT_NOTICE, DEFAULT_USER_LABEL } from './defaults'

export const configuration = {
  schema: z.object({
    apiKey: z
      .string()
      .min(1)
      .secret()
      .title('Brevo API key')
      .describe(
        'In Brevo: account menu (top right) → Settings → SMTP & API → API keys → Generate API key, with access to Conversations. It starts with "xkeysib-".'
      ),
    agentId: z
      .string()
      .min(1)
      .title('Agent ID')
      .describe(
        'The agent under whose name the messages of your users appear in Brevo. Its ID stands on the page of the agent: Conversations → Settings → Agents.'
      ),
    webhookSecret: z
      .string()
      .secret()
      .optional()
      .title('Webhook secret')
      .describe(
        'Any long random text you choose. When it is set, add ?secret=<that text> to the webhook URL you enter in Brevo; requests without it are refused.'
      ),
    userLabel: z
      .string()
      .max(100)
      .optional()
      .title('User label')
      .describe(
        `What stands before each line of the user in Brevo. Default: "${DEFAULT_USER_LABEL}". Write {name} where the user's name should stand.`
      ),
    sessionOverNotice: z
      .string()
      .max(1000)
      .optional()
      .title('Notice after the end')
      .describe(
        `What Brevo shows, once, to an agent who writes after the session has ended. Default: "${DEFAULT_LEFT_NOTICE}"`
      ),
  }),
}
