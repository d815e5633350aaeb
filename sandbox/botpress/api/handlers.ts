import type { Backend, SomeHandlers } from './backend'
import { conversationHandlers } from './conversations'
import { eventHandlers } from './events'
import { messageHandlers } from './messages'
import type { Inputs, Outputs } from './records'
import { stateHandlers } from './states'
import { userHandlers } from './users'

const allHandlers = (backend: Backend) =>
  ({
    ...conversationHandlers(backend),
    ...userHandlers(backend),
    ...messageHandlers(backend),
    ...eventHandlers(backend),
    ...stateHandlers(backend),
    configureIntegration: ({ scheduleRegisterCall }) => {
      backend.store.schedule = scheduleRegisterCall ?? backend.store.schedule
      return {}
    },
  }) satisfies SomeHandlers

/** The operations the sandbox carries out: those an integration's client has. */
export type OperationName = keyof ReturnType<typeof allHandlers>
type Handlers = { [K in OperationName]: (input: Inputs[K]) => Outputs[K] }

export const makeHandlers = (backend: Backend): Handlers => allHandlers(backend)
