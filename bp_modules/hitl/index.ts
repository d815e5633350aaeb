import * as sdk from '@botpress/sdk'

/*
 * The official `hitl` interface, 2.1.0: the same contract that `bp add interface:hitl@2.1.0` would write into this
 * folder. It is written by hand, because the version of the CLI that knows this interface cannot be installed from a
 * public registry, and because nobody should need a Botpress account to type-check and test this package. `bp add`
 * replaces the folder; the package compiles with either (test/interface.test.ts tries both).
 * Without an `id`, `bp deploy` looks the interface up on the Hub by name and version.
 */

const { z } = sdk

/** Longest additional data of a message: a tag's longest value in the runtime API. */
const MAX_ADDITIONAL_DATA_LENGTH = 500

const hidden = { attributes: sdk.WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO }

/** What `bp add` writes for every action; both are the API's defaults. */
const action = { ...hidden, billable: false, cacheable: false }

const sessionId = z
  .string()
  .title('HITL session ID')
  .describe('ID of the Botpress conversation representing the HITL session')

const endUserId = z.string().describe('ID of the Botpress user representing the end user')

const source = z.union([
  z.object({ type: z.literal('user'), userId: z.string() }),
  z.object({ type: z.literal('bot') }),
])

const { defaults, markdown, markdownBloc } = sdk.messages

const past = <Type extends string, Payload extends sdk.z.ZodTypeAny>(type: Type, payload: Payload) =>
  z.object({ source, type: z.literal(type), payload })

const pastMessage = z.union([
  past('text', defaults.text.schema),
  past('image', defaults.image.schema),
  past('audio', defaults.audio.schema),
  past('video', defaults.video.schema),
  past('file', defaults.file.schema),
  past('location', defaults.location.schema),
  past('carousel', defaults.carousel.schema),
  past('card', defaults.card.schema),
  past('dropdown', defaults.dropdown.schema),
  past('choice', defaults.choice.schema),
  past('bloc', markdownBloc.schema),
  past('markdown', markdown.schema),
])

/** What every message of the channel may carry beside its own payload. */
const extras = {
  userId: z.string().optional().describe('Allows sending a message pretending to be a certain user'),
  additionalData: z.string().max(MAX_ADDITIONAL_DATA_LENGTH).optional().describe('Additional data for the message'),
}

const definition = {
  name: 'hitl',
  version: '2.1.0',
  attributes: {},
  entities: {
    hitlSession: {
      title: 'HITL session',
      description: 'A HITL session, often referred to as a ticket or conversation in external systems',
      schema: z.object({}),
    },
  },
  actions: {
    createUser: {
      ...action,
      title: 'Create external user',
      description: 'Create an end user in the external service and in Botpress',
      input: {
        schema: z.object({
          name: z.string().title('Display name').describe('Display name of the end user'),
          pictureUrl: z.string().title('Picture URL').describe("URL of the end user's avatar").optional(),
          email: z.string().title('Email address').describe('Email address of the end user').optional(),
        }),
      },
      output: { schema: z.object({ userId: endUserId.title('Botpress user ID') }) },
    },
    startHitl: {
      ...action,
      title: 'Start new HITL session',
      description: 'Create a new HITL session in the external service and in Botpress',
      input: {
        schema: z.object({
          userId: endUserId.title('User ID'),
          title: z
            .string()
            .title('Title')
            .describe('Title of the HITL session. This corresponds to a ticket title in systems that use tickets.')
            .optional(),
          description: z
            .string()
            .title('Description')
            .describe(
              'Description of the HITL session. This corresponds to a ticket description in systems that use tickets.'
            )
            .optional(),
          hitlSession: z
            .ref('hitlSession')
            .optional()
            .title('Extra configuration')
            .describe('Configuration of the HITL session'),
          messageHistory: z
            .array(pastMessage)
            .title('Conversation history')
            .describe(
              'History of all messages in the conversation up to this point. Should be displayed to the human agent in the external service.'
            ),
        }),
      },
      output: { schema: z.object({ conversationId: sessionId }) },
    },
    stopHitl: {
      ...action,
      title: 'Stop HITL session',
      description: 'Stop an existing HITL session in the external service',
      input: { schema: z.object({ conversationId: sessionId }) },
      output: { schema: z.object({}) },
    },
  },
  events: {
    hitlAssigned: {
      ...hidden,
      schema: z.object({
        conversationId: sessionId,
        userId: z
          .string()
          .title('Human agent user ID')
          .describe('ID of the Botpress user representing the human agent assigned to the HITL session'),
      }),
    },
    hitlStopped: { ...hidden, schema: z.object({ conversationId: sessionId }) },
  },
  channels: {
    hitl: {
      messages: {
        text: { schema: defaults.text.schema.extend(extras) },
        image: { schema: defaults.image.schema.extend(extras) },
        audio: { schema: defaults.audio.schema.extend(extras) },
        video: { schema: defaults.video.schema.extend(extras) },
        file: { schema: defaults.file.schema.extend(extras) },
        bloc: { schema: markdownBloc.schema.extend(extras) },
      },
    },
  },
} satisfies sdk.InterfacePackage['definition']

export default {
  type: 'interface',
  id: undefined,
  uri: undefined,
  name: 'hitl',
  version: '2.1.0',
  definition,
} satisfies sdk.InterfacePackage
