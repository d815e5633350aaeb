import { Client } from '@botpress/client'
import { Integration } from '@botpress/sdk'
import { listen } from '../../shared/loopback-server'
import { Wire } from '../../shared/wire'
import { startBotpress, type BotpressOptions, type EmbeddedBotpress } from '../index'
import { definition } from './definition'

type Props = ConstructorParameters<typeof Integration>[0]
export type Actions = Props['actions']
type ActionProps = Parameters<Actions[string]>[0]

/** What the integration's channel was given: the message's text or type, and whether a user was behind it. */
export type Delivery = { type: string; text: unknown; userId: unknown; conversationTags: object }

/** An embedded Botpress and an integration of the SDK's own making behind it, in this process. */
export type Setup = {
  botpress: EmbeddedBotpress
  wire: Wire
  client: Client
  deliveries: Delivery[]
  inputs: { type: string; input: Record<string, unknown> }[]
  override: (actions: Partial<Actions>) => void
  onWebhook: (handler: Props['handler']) => void
  onRegister: (register: Props['register']) => void
  close: () => Promise<void>
}

const nothing = async (): Promise<void> => {}

export const standardActions = {
  createUser: async ({ client, input }: ActionProps) => {
    const { user } = await client.createUser({ tags: {}, name: String(input['name']) })
    return { userId: user.id }
  },
  startHitl: async ({ client }: ActionProps) => {
    const { conversation } = await client.createConversation({ channel: 'hitl', tags: { ticket: 't1' } })
    return { conversationId: conversation.id }
  },
  stopHitl: async () => ({}),
} satisfies Actions

/** Serves one process of the integration; @returns its address and how to end it */
const serveIntegration = async (integration: Integration) => {
  const { origin, close } = await listen(async (request) => {
    const headers = Object.fromEntries(request.headers)
    const given = { method: 'POST', path: '/', query: '', headers, body: await request.text() }
    const answer = (await integration.handler(given)) ?? {}
    return new Response(answer.status === 204 ? null : (answer.body ?? '{}'), answer)
  }, 0)
  return { url: `${origin}/`, close }
}

export const setUp = async (options: Partial<BotpressOptions> = {}): Promise<Setup> => {
  const wire = new Wire()
  const deliveries: Delivery[] = []
  const inputs: Setup['inputs'] = []
  let actions: Partial<Actions> = {}
  let handler: Props['handler'] = nothing
  let register: Props['register'] = nothing

  const action = (type: keyof typeof standardActions) => async (props: ActionProps) => {
    inputs.push({ type, input: props.input })
    return (actions[type] ?? standardActions[type])(props)
  }
  const receive: Props['channels'][string]['messages'][string] = async ({ type, payload, conversation }) => {
    const { text, userId }: Record<string, unknown> = payload
    deliveries.push({ type, text, userId, conversationTags: conversation.tags })
  }
  const integration = new Integration({
    register: async (props) => register(props),
    unregister: nothing,
    handler: async (props) => handler(props),
    actions: { createUser: action('createUser'), startHitl: action('startHitl'), stopHitl: action('stopHitl') },
    channels: { hitl: { messages: { text: receive, image: receive, file: receive, bloc: receive } } },
  })
  const processes = await Promise.all([serveIntegration(integration), serveIntegration(integration)])
  const integrationUrls = processes.map(({ url }) => url)
  const botpress = await startBotpress({
    definition,
    wire,
    configuration: { apiKey: 'k' },
    integrationUrls,
    ...options,
  })
  process.env['BP_API_URL'] = botpress.apiUrl
  process.env['BP_TOKEN'] = botpress.token
  const { botId, integrationId, integrationAlias } = botpress.identity
  return {
    botpress,
    wire,
    client: new Client({ apiUrl: botpress.apiUrl, token: botpress.token, botId, integrationId, integrationAlias }),
    deliveries,
    inputs,
    override: (given) => {
      actions = given
    },
    onWebhook: (given) => {
      handler = given
    },
    onRegister: (given) => {
      register = given
    },
    close: async () => {
      await botpress.close()
      await Promise.all(processes.map(async (one) => one.close()))
    },
  }
}
