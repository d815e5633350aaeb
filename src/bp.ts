import * as sdk from '@botpress/sdk'
import type hitl from '../bp_modules/hitl'
import type { actions } from '../definitions/actions'
import type { configuration } from '../definitions/configuration'
import type { entities } from '../definitions/entities'
import type { events } from '../definitions/events'
import type { states } from '../definitions/states'
import type { conversationTags, messageTags, userTags } from '../definitions/tags'

/*
 * What `bp gen` would write into `.botpress`, under the same names, derived from the definition instead, so that the
 * package type-checks without the CLI. To change over, import `* as bp` from '.botpress' in place of this file.
 * Only types come from the definition: nothing of it reaches the bundle.
 */

type Schema = { schema: sdk.z.ZodTypeAny }

/**
 * `bp add` writes strict objects, and the type inferred from one has `[k: string]: unknown` beside its fields, which
 * hides them from `Omit` and lets anything pass. This leaves the fields. What has no fields is a record and stays one.
 */
type Known<T> = T extends (infer Item)[]
  ? Known<Item>[]
  : T extends object
    ? [FieldOf<T>] extends [never]
      ? T
      : { [K in keyof T as K extends FieldOf<T> ? K : never]: Known<T[K]> }
    : T
type FieldOf<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] }

type Infer<T extends Schema> = Known<sdk.z.infer<T['schema']>>
type InferAll<T extends Record<string, Schema>> = { [K in keyof T]: Infer<T[K]> }
type Tags<T> = { [K in keyof T]: string }
type ValueOf<T> = T[keyof T]

type Contract = typeof hitl.definition
type Actions = Contract['actions']
type ActionInput<A extends keyof Actions> = Infer<Actions[A]['input']>
type ActionOutput<A extends keyof Actions> = Infer<Actions[A]['output']>

/** The integration as the SDK's generics want it. */
export type TIntegration = sdk.DefaultIntegration<{
  name: 'brevo-hitl'
  version: string
  configuration: Infer<typeof configuration>
  // Left out, it would let a configuration be `any`.
  configurations: Record<never, never>
  actions: {
    createUser: { input: ActionInput<'createUser'>; output: ActionOutput<'createUser'> }
    startHitl: {
      // The interface leaves a reference here, which `extend` resolves to the integration's own entity.
      input: Omit<ActionInput<'startHitl'>, 'hitlSession'> & { hitlSession?: Infer<(typeof entities)['conversation']> }
      output: ActionOutput<'startHitl'>
    }
    stopHitl: { input: ActionInput<'stopHitl'>; output: ActionOutput<'stopHitl'> }
  } & {
    [A in keyof typeof actions]: {
      input: Infer<(typeof actions)[A]['input']>
      output: Infer<(typeof actions)[A]['output']>
    }
  }
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

/** What the constructor of {@link Integration} takes: all handlers, typed. */
export type IntegrationProps = sdk.IntegrationProps<TIntegration>

/** The server that Botpress calls. */
export class Integration extends sdk.Integration<TIntegration> {}

/** Botpress's API, typed with this integration's tags, states, events and messages. */
export type Client = sdk.IntegrationSpecificClient<TIntegration>

/** What the webhook's handler is given. */
export type HandlerProps = Parameters<IntegrationProps['handler']>[0]
export type Context = HandlerProps['ctx']
export type Logger = HandlerProps['logger']

/** What every handler is given. */
export type CommonHandlerProps = { ctx: Context; client: Client; logger: Logger }

/** What the handler of an action is given, by the action's name. */
export type ActionProps = {
  [K in keyof IntegrationProps['actions']]: Parameters<IntegrationProps['actions'][K]>[0]
}

// Optional since SDK 7, where a channel may have one handler for all messages instead.
type Messages<C extends keyof IntegrationProps['channels']> = NonNullable<IntegrationProps['channels'][C]['messages']>

/** What the handler of a message is given, by channel and type. */
export type MessageProps = {
  [C in keyof IntegrationProps['channels']]: { [M in keyof Messages<C>]: Parameters<Messages<C>[M]>[0] }
}
export type AnyMessageProps = ValueOf<ValueOf<MessageProps>>
