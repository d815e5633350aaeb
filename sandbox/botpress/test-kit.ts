import { Client, isApiError } from '@botpress/client'
import * as z from 'zod'
import definition from '../../integration.definition'
import { listen } from '../shared/loopback-server'
import { Wire } from '../shared/wire'
import { type BotpressOptions, type Chat, EmbeddedBotpress } from './index'

/** What the tests read of a call to the integration. */
const asked = z.looseObject({
  type: z.string().optional(),
  input: z.record(z.string(), z.unknown()).optional(),
  payload: z.looseObject({ text: z.string() }).optional(),
  conversation: z.looseObject({ tags: z.record(z.string(), z.string()) }).optional(),
})

/** An embedded Botpress, with an integration behind it that does as a test tells it to. */
export type Kit = {
  botpress: EmbeddedBotpress
  wire: Wire
  client: Client
  /** What it answers to an action or another operation, by its name; what it throws is its error. */
  answers: Record<string, () => unknown>
  close: () => Promise<void>
}

export const startKit = async (options: Partial<BotpressOptions> = {}): Promise<Kit> => {
  const wire = new Wire()
  const botpress = await EmbeddedBotpress.start({ definition, wire, configuration: {}, ...options })
  const { apiUrl, identity } = botpress
  const client = new Client({ apiUrl, ...identity })
  const answers: Kit['answers'] = {
    createUser: async () => ({ userId: (await client.createUser({ tags: {} })).user.id }),
    startHitl: async () => ({
      conversationId: (await client.createConversation({ channel: 'hitl', tags: { userLabel: 'Ann' } })).conversation
        .id,
    }),
    stopHitl: () => ({}),
  }
  const integration = await listen(async (request) => {
    const operation = request.headers.get('x-bp-operation') ?? ''
    const { type = '' } = asked.parse(await request.json())
    try {
      return Response.json({ output: await answers[operation === 'action_triggered' ? type : operation]?.() })
    } catch (thrown: unknown) {
      return Response.json({ message: thrown instanceof Error ? thrown.message : '' }, { status: 500 })
    }
  })
  botpress.dispatcher.urls = [integration.origin]
  const close = async () => {
    await botpress.close()
    await integration.close()
  }
  return { botpress, wire, client, answers, close }
}

/** What was asked of the integration in its calls of one operation. */
export const askedIn = ({ wire }: Kit, operation: string): z.infer<typeof asked>[] =>
  wire
    .calls({ to: 'integration' })
    .filter((call) => call.operation === operation)
    .map(({ request }) => asked.parse(request))

/** Status and type of the error a call ends in. */
export const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (thrown: unknown) => (isApiError(thrown) ? `${thrown.code} ${thrown.type}` : String(thrown))
  )

/** A conversation and someone to write in it. */
export const openConversation = async ({ client }: Kit): Promise<{ conversationId: string; userId: string }> => {
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  const { user } = await client.createUser({ tags: {} })
  return { conversationId: conversation.id, userId: user.id }
}

/** The lines of a chat as one reads them: who or what kind, and the text. */
export const shown = (chat: Chat): string[] =>
  chat.lines().map(({ from, kind, text, type }) => `${kind ?? from}: ${text ?? type}`)

/** An agent writes in the chat's session. @returns the agent's Botpress user */
export const agentSays = async ({ client, botpress }: Kit, chat: Chat, text: string): Promise<string> => {
  const { user } = await client.getOrCreateUser({
    tags: { agentId: '1' },
    name: 'Julia',
    discriminateByTags: ['agentId'],
  })
  const conversationId = chat.session()?.conversationId ?? ''
  await client.createMessage({ conversationId, userId: user.id, type: 'text', payload: { text }, tags: {} })
  await botpress.settled()
  return user.id
}

/** The agent closes the chat's session. */
export const stop = async ({ client, botpress }: Kit, chat: Chat): Promise<void> => {
  await client.createEvent({ type: 'hitlStopped', payload: { conversationId: chat.session()?.conversationId } })
  await botpress.settled()
}
