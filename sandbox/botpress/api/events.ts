import { ApiError } from '../service/errors'
import type { Backend, Handlers } from './backend'
import { pageOf } from './paging'
import type { Event } from './records'

type Operations = 'createEvent' | 'getEvent' | 'listEvents'

const FILTERS = ['type', 'conversationId', 'userId', 'messageId', 'status'] as const

export const eventHandlers = ({ store, contract, onEvent }: Backend): Handlers<Operations> => ({
  createEvent: ({ type, payload, conversationId, userId, messageId, schedule }) => {
    contract.checkEvent(type, payload)
    const references = [
      ['conversation', conversationId, conversationId && store.conversations.get(conversationId)],
      ['user', userId, userId && store.users.get(userId)],
      ['message', messageId, messageId && store.getMessage(messageId)],
    ] as const
    for (const [what, id, found] of references) {
      if (id !== undefined && !found) {
        throw new ApiError('ReferenceNotFound', `${what} "${id}" not found`)
      }
    }
    if (schedule) {
      throw new ApiError('InvalidPayload', 'schedule: the sandbox does not schedule events')
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
    onEvent(event)
    return { event }
  },

  getEvent: ({ id }) => {
    const event = store.events.get(id)
    if (!event) {
      throw new ApiError('ResourceNotFound', `event "${id}" not found`)
    }
    return { event }
  },

  listEvents: (input) => {
    const rows = store.events
      .rows()
      .filter(({ record }) => FILTERS.every((field) => input[field] === undefined || input[field] === record[field]))
    const { items, meta } = pageOf(rows, { direction: 'desc' }, input.nextToken)
    return { events: items, meta }
  },
})
