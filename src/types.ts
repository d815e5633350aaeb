import type * as bp from './bp'

/*
 * Short names for parts of Botpress's types. All of them derive from those that `bp gen` would write too.
 */

export type Integration = bp.TIntegration
export type Handlers = bp.IntegrationProps
export type Client = bp.Client
export type Logger = bp.Logger
export type Context = bp.Context
export type Configuration = bp.Context['configuration']
export type WebhookRequest = bp.HandlerProps['req']
export type WebhookResponse = NonNullable<Awaited<ReturnType<bp.IntegrationProps['handler']>>>

/** What every handler is given. */
export type HandlerProps = bp.CommonHandlerProps

/** Input of an action by its name. */
export type ActionInput<A extends keyof bp.ActionProps> = bp.ActionProps[A]['input']

/** Payloads of the channel's messages by type. */
export type MessagePayloads = { [M in keyof bp.MessageProps['hitl']]: bp.MessageProps['hitl'][M]['payload'] }

/** The Botpress conversation that stands for a session. */
export type Conversation = bp.AnyMessageProps['conversation']
/** A message of it. */
export type Message = bp.AnyMessageProps['message']
/** Tags of that conversation; a tag that was never set is undefined. */
export type SessionTags = Conversation['tags']

/**
 * A message of the history, as it comes: the interface lists twelve types with strict payloads, but nothing checks
 * them, and any type of the user's channel is among them.
 */
export type HistoryMessage = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: Record<string, unknown>
}
