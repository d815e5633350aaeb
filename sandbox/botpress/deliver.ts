import type { Backend } from './api/backend'
import type { Conversation, Message } from './api/records'
import type { Dispatcher } from './service/dispatcher'

/** The conversation as `message_created` shows it. */
const snapshotOf = ({ store, world }: Backend, conversationId: string): Conversation | undefined => {
  const now = store.conversations.get(conversationId)
  const shown = world.staleSnapshot ? undefined : store.conversations.read(conversationId)
  return shown ?? (now && { ...now, updatedAt: now.createdAt, tags: {} })
}

/** The body of `message_created`; what it shows is fixed when it is made, however late it is delivered. */
const messageCreated = (backend: Backend, message: Message): Record<string, unknown> => {
  const { store, identity } = backend
  return {
    type: message.type,
    payload: message.payload,
    conversation: snapshotOf(backend, message.conversationId),
    message,
    user: store.users.get(identity.botUserId),
  }
}

/**
 * Hands a new message to the integration, as late and as often as the world has it.
 * @returns when the integration has dealt with the first delivery; at once where that comes late
 */
export const deliver = async (dispatcher: Dispatcher, backend: Backend, message: Message): Promise<void> => {
  const { store, world } = backend
  const { deliveryLateMs, secondDeliveryMs } = world
  const body = messageCreated(backend, message)
  const dispatch = () => dispatcher.dispatch('message_created', body)
  const later = (ms: number): void => {
    void store.clock.sleep(ms).then(dispatch)
  }
  if (secondDeliveryMs !== undefined) {
    later(deliveryLateMs + secondDeliveryMs)
  }
  if (deliveryLateMs > 0) {
    later(deliveryLateMs)
    return
  }
  await dispatch()
}
