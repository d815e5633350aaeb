import { ApiError } from '../service/errors'
import type { Backend, Handlers } from './backend'
import { withoutEmpty } from './contract'
import { discriminate, hasTags, mergeTags, namedTags, valuelessDiscriminators } from './matching'
import { orderBy, pageOf, within } from './paging'
import type { Inputs, User } from './records'

type Operations = 'createUser' | 'getUser' | 'listUsers' | 'getOrCreateUser' | 'updateUser' | 'deleteUser'

/** What a text of an update leaves: null or an empty one removes it, none at all keeps it. */
const changed = (old: string | undefined, given: string | null | undefined): string | undefined =>
  given === undefined ? old : given || undefined

/** @throws {ApiError} when there is none */
const found = (id: string, user: User | undefined): User => {
  if (!user) {
    throw new ApiError('ResourceNotFound', `user "${id}" not found`)
  }
  return user
}

export const userHandlers = ({ store, contract, identity, warn }: Backend): Handlers<Operations> => {
  const existing = (id: string): User => found(id, store.users.get(id))

  const create = ({ tags, name, pictureUrl }: Inputs['createUser']): User => {
    contract.checkUserTags(tags)
    const at = store.clock.iso()
    const dates = { createdAt: at, updatedAt: at }
    return store.users.put({ id: store.ids.make('user'), ...dates, tags: withoutEmpty(tags), name, pictureUrl })
  }

  const isTheirs = (user: User): boolean => user.id !== identity.botUserId

  return {
    createUser: (input) => ({ user: create(input) }),

    getUser: ({ id }) => ({ user: found(id, store.users.read(id)) }),

    listUsers: (input) => {
      if (input.conversationId) {
        throw new ApiError('InvalidQuery', 'conversationId: the sandbox has no participants')
      }
      const fits = hasTags(input.tags)
      const dated = within(input, input.rangeField)
      const rows = store.users.readRows().filter(({ record }) => isTheirs(record) && fits(record) && dated(record))
      const { items, meta } = pageOf(rows, orderBy<User>(input), input.nextToken)
      return { users: items, meta }
    },

    getOrCreateUser: (input) => {
      contract.checkUserTags({ ...namedTags(input), ...input.tags })
      for (const tag of valuelessDiscriminators(input)) {
        warn(`getOrCreateUser: discriminates by tag "${tag}", which has no value`)
      }
      const matches = discriminate(input)
      return { user: store.users.find((other) => isTheirs(other) && matches(other)) ?? create(input) }
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
  }
}
