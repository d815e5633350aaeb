import * as sdk from '@botpress/sdk'

/*
 * The contract of the official `hitl` interface, 2.1.0, as `bp add interface:hitl@2.1.0` puts it here.
 * Without an `id`, `bp deploy` looks the interface up on the Hub by name and version.
 */

const { z } = sdk

const messageSource = z.union([
  z.object({ type: z.literal('user'), userId: z.string() }),
  z.object({ type: z.literal('bot') }),
])

const historyMessage = z.object({
  source: messageSource,
  type: z.string(),
  payload: z.record(z.unknown()),
})

/** What every message of the channel may carry beside its own payload. */
const senderFields = {
  userId: z
    .string()
    .optional()
    .describe('Allows sending a message pretending to be a certain user; absent on lines of the bot itself'),
  additionalData: z.string().max(500).optional().describe('Additional data for the message'),
}

const sessionId = z
  .string()
  .title('HITL session ID')
  .describe('ID of the Botpress conversation representing the HITL session')

const messages = {
  text: { schema: sdk.messages.defaults.text.schema.extend(senderFields) },
  image: { schema: sdk.messages.defaults.image.schema.extend(senderFields) },
  audio: { schema: sdk.messages.defaults.audio.schema.extend(senderFields) },
  video: { schema: sdk.messages.defaults.video.schema.extend(senderFields) },
  file: { schema: sdk.messages.defaults.file.schema.extend(senderFields) },
  bloc: { schema: sdk.messages.markdownBloc.schema.extend(senderFields) },
}

const definition = {
  name: 'hitl' as const,
  version: '2.1.0' as const,
  attributes: {},
  entities: {
    hitlSession: {
      title: 'HITL session',
      description: 'What the provider may be told about a session on the "Start HITL" card',
      schema: z.object({}),
    },
  },
  actions: {
    createUser: {
      title: 'Create external user',
      description: 'Create an end user in the external service and in Botpress',
      attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
      input: {
        schema: z.object({
          name: z.string().title('Display name').describe('Display name of the end user'),
          pictureUrl: z.string().title('Picture URL').describe("URL of the end user's avatar").optional(),
          email: z.string().title('Email address').describe('Email address of the end user').optional(),
        }),
      },
      output: {
        schema: z.object({
          userId: z.string().title('Botpress user ID').describe('ID of the Botpress user representing the end user'),
        }),
      },
    },
    startHitl: {
      title: 'Start new HITL session',
      description: 'Create a new HITL session in the external service and in Botpress',
      attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
      input: {
        schema: z.object({
          userId: z.string().title('User ID').describe('ID of the Botpress user representing the end user'),
          title: z.string().title('Title').describe('Title of the HITL session').optional(),
          description: z.string().title('Description').describe('Description of the HITL session').optional(),
          hitlSession: z
            .ref('hitlSession')
            .optional()
            .title('Extra configuration')
            .describe('Configuration of the HITL session'),
          messageHistory: z
            .array(historyMessage)
            .title('Conversation history')
            .describe(
              'History of all messages in the conversation up to this point. Should be displayed to the agent.'
            ),
        }),
      },
      output: {
        schema: z.object({
          conversationId: sessionId,
        }),
      },
    },
    stopHitl: {
      title: 'Stop HITL session',
      description: 'Stop an existing HITL session in the external service and in Botpress',
      attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
      input: {
        schema: z.object({
          conversationId: sessionId,
        }),
      },
      output: { schema: z.object({}) },
    },
  },
  events: {
    hitlAssigned: {
      title: 'HITL assigned',
      description: 'Emitted when an agent has been assigned to the HITL session',
      attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
      schema: z.object({
        conversationId: sessionId,
        userId: z
          .string()
          .title('Human agent user ID')
          .describe('ID of the Botpress user representing the human agent assigned to the session'),
      }),
    },
    hitlStopped: {
      title: 'HITL stopped',
      description: 'Emitted when the HITL session has been stopped by the agent',
      attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
      schema: z.object({
        conversationId: sessionId,
      }),
    },
  },
  channels: {
    hitl: {
      title: 'HITL',
      description: 'The messages of a HITL session',
      messages,
      message: { tags: {} },
      conversation: { tags: {} },
    },
  },
}

const hitl = {
  type: 'interface',
  id: undefined,
  uri: undefined,
  name: 'hitl',
  version: '2.1.0',
  definition,
} satisfies sdk.InterfacePackage

export default hitl
