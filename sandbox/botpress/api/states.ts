import { ApiError } from '../service/errors'
import type { Backend, Handlers } from './backend'
import type { State, StateType } from './records'
import type { StoredState } from './store'

type Operations = 'getState' | 'setState' | 'getOrSetState' | 'patchState' | 'setStateExpiry'
type Key = { type: StateType; id: string; name: string }

/** What the API shows of a state. */
const shown = ({ ownerId: _owner, idleMs: _idle, expiresAt: _expires, ...state }: StoredState): State => state

export const stateHandlers = ({ store, contract, identity }: Backend): Handlers<Operations> => {
  const checkOwner = ({ type, id, name }: Key): void => {
    contract.checkState(type, name)
    const exists =
      type === 'conversation'
        ? store.conversations.get(id)
        : type === 'user'
          ? store.users.get(id)
          : id === identity.integrationId
    if (!exists) {
      throw new ApiError('ResourceNotFound', `${type} "${id}" not found`)
    }
  }

  const existing = (key: Key): StoredState => {
    checkOwner(key)
    const state = store.getState(key.type, key.id, key.name)
    if (!state) {
      throw new ApiError('ResourceNotFound', `state "${key.name}" of ${key.type} "${key.id}" not found`)
    }
    return state
  }

  const make = ({ type, id, name }: Key): StoredState => {
    const at = store.clock.iso()
    return {
      id: store.ids.make('state'),
      createdAt: at,
      updatedAt: at,
      botId: identity.botId,
      conversationId: type === 'conversation' ? id : undefined,
      userId: type === 'user' ? id : undefined,
      name,
      type,
      payload: {},
      ownerId: id,
      idleMs: undefined,
      expiresAt: undefined,
    }
  }

  /** Each write, whatever it changes, starts the expiry anew. */
  const write = (key: Key, payload: State['payload'], idleMs: number | undefined): StoredState => {
    contract.checkState(key.type, key.name, payload)
    return store.putState({
      ...(store.getState(key.type, key.id, key.name) ?? make(key)),
      updatedAt: store.clock.iso(),
      payload,
      idleMs,
      expiresAt: idleMs === undefined ? undefined : store.clock.now() + idleMs,
    })
  }

  return {
    getState: (key) => ({ state: shown(existing(key)), meta: { cached: false } }),

    setState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      if (payload !== null) {
        return { state: shown(write(key, payload, expiry ?? undefined)) }
      }
      const deleted = store.getState(key.type, key.id, key.name) ?? make(key)
      store.deleteState(deleted)
      return { state: { ...shown(deleted), payload: {} } }
    },

    getOrSetState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      contract.checkState(key.type, key.name, payload)
      const found = store.getState(key.type, key.id, key.name)
      return { state: shown(found ?? write(key, payload, expiry ?? undefined)), meta: { cached: false } }
    },

    patchState: ({ payload, ...key }) => {
      const old = existing(key)
      return { state: shown(write(key, { ...old.payload, ...payload }, old.idleMs)) }
    },

    setStateExpiry: ({ expiry, ...key }) => ({
      state: shown(write(key, existing(key).payload, expiry ?? undefined)),
    }),
  }
}
