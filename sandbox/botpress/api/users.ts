import type { Backend, SomeHandlers } from './backend'
import { withoutEmpty } from './contract'
import { discriminate, found, mergeTags, namedTags } from './matching'
import type { Inputs, User } from './records'

/** What a text of an update leaves: null or an empty one removes it, none at all keeps it. */
const changed = (old: string | undefined, given: string | null | undefined): string | undefined =>
  given === undefined ? old : given || undefined

export const userHandlers = ({ store, contract, identity, warn }: Backend) => {
  const existing = (id: string): User => found('user', id, store.users.get(id))

  const create = ({ tags, name, pictureUrl }: Inputs['createUser']): User => {
    contract.checkUserTags(tags)
    return store.users.put({ ...store.born('user'), tags: withoutEmpty(tags), name, pictureUrl })
  }

  return {
    createUser: (input) => ({ user: create(input) }),

    getUser: ({ id }) => ({ user: found('user', id, store.users.read(id)) }),

    getOrCreateUser: (input) => {
      contract.checkUserTags(namedTags(input))
      const matches = discriminate(input, warn)
      return { user: store.users.find((other) => other.id !== identity.botUserId && matches(other)) ?? create(input) }
    },

    updateUser: ({ id, tags, name, pictureUrl }) => {
      const user = existing(id)
      contract.checkUserTags(tags ?? {})
      const updated = {
        ...user,
        updatedAt: store.clock.iso(),
        tags: mergeTags(user.tags, tags),
        name: changed(user.name, name),
        pictureUrl: changed(user.pictureUrl, pictureUrl),
      }
      return { user: store.users.put(updated) }
    },

    deleteUser: ({ id }) => {
      store.users.delete(existing(id).id)
      return {}
    },
  } satisfies SomeHandlers
}
