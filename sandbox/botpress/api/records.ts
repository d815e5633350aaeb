import type { ClientInputs, ClientOutputs } from '@botpress/client'

/** What the runtime API takes and gives, as the official client types it. */
export type Inputs = ClientInputs
export type Outputs = ClientOutputs

export type Conversation = ClientOutputs['getConversation']['conversation']
export type User = ClientOutputs['getUser']['user']
export type Message = ClientOutputs['getMessage']['message']
export type Event = ClientOutputs['getEvent']['event']
export type State = ClientOutputs['getState']['state']
export type StateType = ClientInputs['getState']['type']
export type Schedule = NonNullable<ClientInputs['configureIntegration']['scheduleRegisterCall']>

/** Values by tag name; a tag without a value is not there. */
export type Tags = Record<string, string>
