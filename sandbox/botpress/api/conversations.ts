import type { Backend, SomeHandlers } from './backend'
import { withoutEmpty } from './contract'
import { discriminate, found, mergeTags, namedTags } from './matching'
import { pageOf } from './paging'
import type { Conversation } from './records'

export const conversationHandlers = ({ store, contract, warn }: Backend) => {
  const existing = (id: string): Conversation => found('conversation', id, store.conversations.get(id))

  const create = (channel: string, tags: Record<string, string>): Conversation => {
    contract.checkTagsIn(channel, 'conversation', tags)
    const { name: integration } = contract
    return store.conversations.put({ ...store.born('conv'), channel, integration, tags: withoutEmpty(tags) })
  }

  return {
    createConversation: ({ channel, tags }) => ({ conversation: create(channel, tags) }),

    getConversation: ({ id }) => ({ conversation: found('conversation', id, store.conversations.read(id)) }),

    listConversations: (input) => {
      const { channel } = input
      const rows = store.conversations.readRows().filter(({ record }) => !channel || record.channel === channel)
      const { items, meta } = pageOf(rows, input)
      return { conversations: items, meta }
    },

    getOrCreateConversation: (input) => {
      contract.checkTagsIn(input.channel, 'conversation', namedTags(input))
      const matches = discriminate(input, warn)
      const known = store.conversations.find((other) => other.channel === input.channel && matches(other))
      return { conversation: known ?? create(input.channel, input.tags) }
    },

    updateConversation: ({ id, tags }) => {
      const conversation = existing(id)
      contract.checkTagsIn(conversation.channel, 'conversation', tags ?? {})
      const updated = { ...conversation, updatedAt: store.clock.iso(), tags: mergeTags(conversation.tags, tags) }
      return { conversation: store.conversations.put(updated) }
    },

    deleteConversation: ({ id }) => {
      store.deleteConversation(existing(id).id)
      return {}
    },
  } satisfies SomeHandlers
}
