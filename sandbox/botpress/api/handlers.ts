import type { Backend, Handlers } from './backend'
import { conversationHandlers } from './conversations'
import { eventHandlers } from './events'
import { messageHandlers } from './messages'
import { stateHandlers } from './states'
import { userHandlers } from './users'

/** All operations an integration's client has. */
export const makeHandlers = (backend: Backend): Handlers => ({
  ...conversationHandlers(backend),
  ...userHandlers(backend),
  ...messageHandlers(backend),
  ...eventHandlers(backend),
  ...stateHandlers(backend),
  configureIntegration: ({ scheduleRegisterCall }) => {
    backend.store.schedule = scheduleRegisterCall ?? backend.store.schedule
    return {}
  },
})
