import { Integration, type DefaultIntegration } from '@botpress/sdk'
import type { AxiosStatic } from 'axios'

/*
 * The floor of the bench: the least that an integration on this SDK can do. It makes by hand the calls that the product
 * makes in the same flows. Nothing is tried again, stored, split, described, checked or sealed.
 */

// The copy that the SDK's client brings along, so that the bundle has one.
const axios: AxiosStatic = require('axios/dist/node/axios.cjs')

type Configuration = { apiKey: string; agentId: string }
type Floor = DefaultIntegration<{
  configuration: Configuration
  actions: {
    createUser: { input: { name: string }; output: { userId: string } }
    startHitl: {
      input: { userId: string; messageHistory: { payload: { text: string } }[] }
      output: { conversationId: string }
    }
    stopHitl: { input: object; output: object }
  }
  channels: { hitl: { messages: { text: { text: string } }; conversation: { tags: { visitorId: string } } } }
}>

type BrevoMessage = { id: string; text: string; agentId: string; agentName: string; receivedFrom?: string }
type BrevoEvent = { eventName: string; visitor: { id: string }; messages: BrevoMessage[] }

/** The Botpress conversation's id is Brevo's visitor id as well. */
const send = async ({ apiKey, agentId }: Configuration, visitorId: string, text: string): Promise<string> => {
  const url = `${process.env.BREVO_API_URL}/conversations/messages`
  const body = { visitorId, agentId, text, receivedFrom: 'Botpress' }
  return (await axios.post<{ id: string }>(url, body, { headers: { 'api-key': apiKey } })).data.id
}

const agents = new Map<string, string>()

export default new Integration<Floor>({
  register: async () => {},
  unregister: async () => {},
  actions: {
    createUser: async ({ client, input }) => ({ userId: (await client.createUser({ ...input, tags: {} })).user.id }),
    startHitl: async ({ client, ctx, input: { userId, messageHistory } }) => {
      const { id } = (await client.createConversation({ channel: 'hitl', tags: {} })).conversation
      await send(ctx.configuration, id, messageHistory.map(({ payload }) => payload.text).join('\n'))
      const payload = { hitlConversationId: id, userId, visitorId: id }
      await Promise.all([
        client.updateConversation({ id, tags: { visitorId: id } }),
        client.createEvent({ type: 'hitlStarted', payload }),
      ])
      return { conversationId: id }
    },
    stopHitl: async () => ({}),
  },
  channels: {
    hitl: {
      messages: {
        text: async ({ ctx, conversation, payload, ack }) =>
          ack({ tags: { id: await send(ctx.configuration, conversation.id, payload.text) } }),
      },
    },
  },
  handler: async ({ req, client }) => {
    const { eventName, visitor, messages }: BrevoEvent = JSON.parse(req.body ?? '')
    const { id: conversationId } = (await client.getConversation({ id: visitor.id })).conversation
    if (eventName === 'conversationTranscript') {
      await client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
      return
    }
    for (const { id, text, agentId, agentName: name } of messages.filter((each) => !each.receivedFrom)) {
      const userId = agents.get(agentId) ?? (await client.createUser({ name, tags: {} })).user.id
      agents.set(agentId, userId)
      const message = { conversationId, userId, type: 'text', payload: { text }, tags: { id } } as const
      await client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })
    }
  },
})
