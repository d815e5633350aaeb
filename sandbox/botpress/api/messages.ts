import { InvalidPayloadError, ReferenceNotFoundError } from '@botpress/client'
import type { Backend, SomeHandlers } from './backend'
import { withoutEmpty } from './contract'
import { discriminate, found, mergeTags, namedTags } from './matching'
import { pageOf } from './paging'
import type { Inputs, Message } from './records'
import { groupOf } from './store'

/** The channel a new message goes to. @throws ApiError when its conversation or author does not exist */
const channelFor = ({ store }: Backend, { conversationId, userId }: Inputs['createMessage']): string => {
  const conversation = store.conversations.get(conversationId)
  if (!conversation || !store.users.get(userId)) {
    throw new ReferenceNotFoundError(`conversation "${conversationId}" or user "${userId}" not found`)
  }
  return conversation.channel
}

/** Checks and stores a message; tells nobody. @throws ApiError */
export const storeMessage = (backend: Backend, input: Inputs['createMessage']): Message => {
  const { store, contract, identity } = backend
  const channel = channelFor(backend, input)
  contract.checkTagsIn(channel, 'message', input.tags)
  contract.checkMessage(channel, input.type, input.payload)
  if (input.schedule) {
    throw new InvalidPayloadError('schedule: the sandbox does not schedule messages')
  }
  return store.messages.put({
    ...store.born('msg'),
    type: input.type,
    payload: input.payload,
    direction: input.userId === identity.botUserId ? 'outgoing' : 'incoming',
    userId: input.userId,
    conversationId: input.conversationId,
    tags: withoutEmpty(input.tags),
    origin: input.origin,
  })
}

export const messageHandlers = (backend: Backend) => {
  const { store, contract } = backend

  const existing = (id: string): Message => found('message', id, store.messages.get(id))

  const create = (input: Inputs['createMessage']): Message => {
    const message = storeMessage(backend, input)
    if (message.direction === 'incoming') {
      backend.receive({ kind: 'message', message })
    }
    return message
  }

  return {
    createMessage: (input) => ({ message: create(input) }),

    getOrCreateMessage: (input) => {
      contract.checkTagsIn(channelFor(backend, input), 'message', namedTags(input))
      const matches = discriminate(input, backend.warn)
      const known = store.messages.find(matches, input.conversationId)
      // A message is unique in the integration, by the tags that tell it from others, not in its conversation.
      const tag = (input.discriminateByTags ?? Object.keys(input.tags)).find((name) => input.tags[name])
      const twin = !known && tag ? store.messages.find(matches, groupOf(tag, input.tags[tag] ?? '')) : undefined
      if (twin) {
        throw new InvalidPayloadError(`message "${twin.id}" already exists for a different conversation`)
      }
      return { message: known ?? create(input) }
    },

    getMessage: ({ id }) => ({ message: found('message', id, store.messages.read(id)) }),

    updateMessage: ({ id, tags, payload }) => {
      const message = existing(id)
      const channel = channelFor(backend, message)
      contract.checkTagsIn(channel, 'message', tags)
      if (payload) {
        contract.checkMessage(channel, message.type, payload)
      }
      const changes = { updatedAt: store.clock.iso(), tags: mergeTags(message.tags, tags) }
      return { message: store.messages.put({ ...message, ...changes, payload: payload ?? message.payload }) }
    },

    listMessages: (input) => {
      const { items, meta } = pageOf(store.messages.readRows(input.conversationId), input)
      return { messages: items, meta }
    },

    deleteMessage: ({ id }) => {
      store.messages.delete(existing(id).id)
      return {}
    },
  } satisfies SomeHandlers
}
