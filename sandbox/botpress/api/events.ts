import { InvalidPayloadError, ReferenceNotFoundError } from '@botpress/client'
import type { Backend } from './backend'
import type { Event, Inputs } from './records'

export const eventHandlers = ({ store, contract, receive }: Backend) => ({
  createEvent: ({ type, payload, conversationId, userId, messageId, schedule }: Inputs['createEvent']) => {
    contract.checkEvent(type, payload)
    const references = [
      ['conversation', conversationId, conversationId && store.conversations.get(conversationId)],
      ['user', userId, userId && store.users.get(userId)],
      ['message', messageId, messageId && store.messages.get(messageId)],
    ] as const
    for (const [what, id, found] of references) {
      if (id !== undefined && !found) {
        throw new ReferenceNotFoundError(`${what} "${id}" not found`)
      }
    }
    if (schedule) {
      throw new InvalidPayloadError('schedule: the sandbox does not schedule events')
    }
    const event: Event = {
      id: store.ids.make('evt'),
      createdAt: store.clock.iso(),
      type,
      payload,
      conversationId,
      userId,
      messageId,
      status: 'pending',
      failureReason: null,
    }
    store.events.put(event)
    receive({ kind: 'event', event })
    return { event }
  },
})
