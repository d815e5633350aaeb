import type * as sdk from '@botpress/sdk'
import type hitl from '../bp_modules/hitl'
import type { configuration } from '../definitions/configuration'
import type { entities } from '../definitions/entities'
import type { events } from '../definitions/events'
import type { states } from '../definitions/states'
import type { conversationTags, messageTags, userTags } from '../definitions/tags'

/*
 * The types that `bp gen` would write into `.botpress`, derived from the definition instead, so that the
 * package type-checks without the CLI. Types only: nothing of the definition reaches the bundle.
 */

type Schema = { schema: sdk.z.ZodTypeAny }
type Infer<T extends Schema> = sdk.z.infer<T['schema']>
type InferAll<T extends Record<string, Schema>> = { [K in keyof T]: Infer<T[K]> }
type Tags<T> = { [K in keyof T]: string }

type Contract = typeof hitl.definition
type Actions = Contract['actions']

type StartHitlInput = Omit<Infer<Actions['startHitl']['input']>, 'hitlSession'> & {
  hitlSession?: Infer<(typeof entities)['conversation']>
}

type ActionTypes = {
  createUser: { input: Infer<Actions['createUser']['input']>; output: Infer<Actions['createUser']['output']> }
  startHitl: { input: StartHitlInput; output: Infer<Actions['startHitl']['output']> }
  stopHitl: { input: Infer<Actions['stopHitl']['input']>; output: Infer<Actions['stopHitl']['output']> }
}

/** The integration as the SDK's generics want it. */
export type Integration = sdk.DefaultIntegration<{
  name: 'brevo-hitl'
  version: string
  configuration: Infer<typeof configuration>
  actions: ActionTypes
  events: InferAll<typeof events> & InferAll<Contract['events']>
  states: { [K in keyof typeof states]: { type: (typeof states)[K]['type']; payload: Infer<(typeof states)[K]> } }
  user: { tags: Tags<typeof userTags> }
  entities: InferAll<typeof entities>
  channels: {
    hitl: {
      messages: InferAll<Contract['channels']['hitl']['messages']>
      message: { tags: Tags<typeof messageTags> }
      conversation: { tags: Tags<typeof conversationTags> }
    }
  }
}>

/** What the SDK's constructor takes: all handlers, typed. */
export type IntegrationProps = sdk.IntegrationProps<Integration>

/** Botpress's API, typed with this integration's tags, states, events and messages. */
export type Client = sdk.IntegrationSpecificClient<Integration>
export type Logger = sdk.IntegrationLogger
export type Context = Parameters<IntegrationProps['register']>[0]['ctx']
export type Configuration = Context['configuration']
export type WebhookRequest = Parameters<IntegrationProps['handler']>[0]['req']
export type WebhookResponse = sdk.Response

/** What every handler is given. */
export type HandlerProps = { ctx: Context; client: Client; logger: Logger }

/** Input of an action by its name. */
export type ActionInput<A extends keyof ActionTypes> = ActionTypes[A]['input']

type Channel = Integration['channels']['hitl']

/** Payloads of the channel's messages by type. */
export type MessagePayloads = Channel['messages']

type AnyMessageProps = Parameters<IntegrationProps['channels']['hitl']['messages']['text']>[0]

/** The Botpress conversation that stands for a session. */
export type Conversation = AnyMessageProps['conversation']
/** A message of it. */
export type Message = AnyMessageProps['message']
/** Tags of that conversation; a tag that was never set is undefined. */
export type SessionTags = Partial<Tags<typeof conversationTags>>
export type HistoryMessage = ActionInput<'startHitl'>['messageHistory'][number]
