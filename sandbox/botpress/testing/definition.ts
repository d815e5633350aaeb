import { IntegrationDefinition, messages, z } from '@botpress/sdk'

const sender = { userId: z.string().optional() }
const conversationId = z.string()
const { text, image, file } = messages.defaults
const tag = { title: 'Tag', description: 'A tag' }

/** A small integration with the shape of a HITL provider's, for the sandbox's own tests. */
export const definition = new IntegrationDefinition({
  name: 'test-hitl',
  version: '0.1.0',
  configuration: { schema: z.object({ apiKey: z.string() }) },
  user: { tags: { email: tag, agentId: tag } },
  events: {
    hitlAssigned: { schema: z.object({ conversationId, userId: z.string() }) },
    hitlStopped: { schema: z.object({ conversationId }) },
    ticketOpened: { schema: z.object({ ticket: z.string() }) },
    careless: { schema: z.object({ conversationId: z.string() }) },
  },
  states: {
    lease: { type: 'conversation', schema: z.object({ by: z.string(), note: z.string().optional() }) },
    books: { type: 'integration', schema: z.object({ count: z.number() }) },
  },
  actions: {
    createUser: {
      input: {
        schema: z.object({ name: z.string(), pictureUrl: z.string().optional(), email: z.string().optional() }),
      },
      output: { schema: z.object({ userId: z.string() }) },
    },
    startHitl: {
      input: {
        schema: z.object({
          userId: z.string(),
          title: z.string().optional(),
          description: z.string().optional(),
          hitlSession: z.object({ groupId: z.string().optional() }).optional(),
          messageHistory: z.array(z.object({ source: z.any(), type: z.string(), payload: z.record(z.any()) })),
        }),
      },
      output: { schema: z.object({ conversationId }) },
    },
    stopHitl: { input: { schema: z.object({ conversationId }) }, output: { schema: z.object({}) } },
  },
  channels: {
    hitl: {
      messages: {
        text: { schema: text.schema.extend(sender) },
        image: { schema: image.schema.extend(sender) },
        file: { schema: file.schema.extend(sender) },
        bloc: { schema: messages.markdownBloc.schema.extend(sender) },
      },
      message: { tags: { id: tag, waiting: tag } },
      conversation: { tags: { ticket: tag, startKey: tag } },
    },
  },
})
