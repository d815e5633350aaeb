import { z } from '@botpress/sdk'
import { DEFAULT_LANGUAGE, DEFAULT_SESSION_OVER_NOTICE, DEFAULT_USER_LABEL, LANGUAGES } from './defaults'

export const configuration = {
  schema: z.object({
    apiKey: z
      .string()
      .min(1)
      .secret()
      .title('Brevo API key')
      .describe(
        'In Brevo: account menu (top right) → Settings → SMTP & API → API Keys & MCP → Generate a new API key, with Read/write access to Conversations. It starts with "xkeysib-".'
      ),
    agentId: z
      .string()
      .min(1)
      .title('Agent ID')
      .describe(
        "The agent under whose name the messages of your users appear in Brevo. You will find its ID on the agent's page: Conversations → Settings → Agents."
      ),
    webhookSecret: z
      .string()
      .secret()
      .optional()
      .title('Webhook secret')
      .describe(
        'Recommended: at least 24 random letters and digits. When it is set, add ?secret=<that text> to the webhook URL you enter in Brevo; requests without it are refused.'
      ),
    language: z
      .enum(LANGUAGES)
      .optional()
      .title('Language for agents')
      .describe(
        `The language of everything that this integration writes to your agents, and of the few words that it adds to their answers, such as "Correction". Default: ${DEFAULT_LANGUAGE}.`
      ),
    automaticMessages: z
      .boolean()
      .optional()
      .title('Show automatic messages')
      .describe(
        'Whether automatic messages of Brevo (triggers, chatbots, targeted messages) reach your users during a conversation with an agent. Off by default: the first one would tell them that an agent has joined.'
      ),
    userLabel: z
      .string()
      .max(100)
      .optional()
      .title('User label')
      .describe(
        `The label in front of each message of the user in Brevo. Default: "${DEFAULT_USER_LABEL}", or the same in your language. Write {name} where the user's name should be.`
      ),
    ownNames: z
      .boolean()
      .optional()
      .title('Show users under their own name')
      .describe(
        "Whether your users' messages appear in Brevo under their own names instead of the agent's, without the label. Off by default: Brevo creates an agent for each name, and does not say whether that takes a seat. Try it with one conversation first."
      ),
    sessionOverNotice: z
      .string()
      .max(1000)
      .optional()
      .title('Notice after the end')
      .describe(
        `What Brevo shows, once to each agent, who writes after the session has ended. By default, a sentence in your language: "${DEFAULT_SESSION_OVER_NOTICE}"`
      ),
  }),
}
