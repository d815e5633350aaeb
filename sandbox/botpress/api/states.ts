import type { Backend, Handlers } from './backend'
import { found } from './matching'
import type { State, StateType } from './records'
import type { StoredState } from './store'

type Operations = 'getState' | 'setState' | 'getOrSetState'
type Key = { type: StateType; id: string; name: string }

/** How long a state lives whose expiry is too short for the world it is in, in ms. */
const LEAST_LIFE_MS = 60_000

/** Shorter expiries, in ms, are not everywhere honoured. */
const TINY_MS = 1_000

/** What the API shows of a state. */
const shown = ({ ownerId: _owner, idleMs: _idle, expiresAt: _expires, ...state }: StoredState): State => state

export const stateHandlers = ({ store, contract, identity, world }: Backend): Handlers<Operations> => {
  const checkOwner = ({ type, id, name }: Key): void => {
    contract.checkState(type, name)
    const exists =
      type === 'conversation'
        ? store.conversations.get(id)
        : type === 'user'
          ? store.users.get(id)
          : id === identity.integrationId
    found(type, id, exists || undefined)
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

  const lifeOf = (expiry: number | null | undefined): number | undefined =>
    typeof expiry === 'number' && expiry < TINY_MS && !world.honoursTinyExpiry ? LEAST_LIFE_MS : (expiry ?? undefined)

  const expiryFrom = (idleMs: number | undefined) => (idleMs === undefined ? undefined : store.clock.now() + idleMs)

  /** Each write, whatever it changes, starts the expiry anew. */
  const write = (key: Key, payload: State['payload'], idleMs: number | undefined): StoredState => {
    contract.checkState(key.type, key.name, payload)
    return store.putState({
      ...(store.getState(key.type, key.id, key.name) ?? make(key)),
      updatedAt: store.clock.iso(),
      payload,
      idleMs,
      expiresAt: expiryFrom(idleMs),
    })
  }

  /** Where a read is a use, it starts the expiry anew as well. */
  const countRead = (key: Key): void => {
    const state = store.getState(key.type, key.id, key.name)
    if (state && world.expiryCountsFrom === 'writeOrRead') {
      store.putState({ ...state, expiresAt: expiryFrom(state.idleMs) })
    }
  }

  return {
    getState: (key) => {
      checkOwner(key)
      const state = shown(
        found(`state ${key.name} of ${key.type}`, key.id, store.readState(key.type, key.id, key.name))
      )
      countRead(key)
      return { state, meta: { cached: world.readLagMs > 0 } }
    },

    setState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      if (payload !== null) {
        return { state: shown(write(key, payload, lifeOf(expiry))) }
      }
      const deleted = store.getState(key.type, key.id, key.name) ?? make(key)
      store.deleteState(deleted)
      return { state: { ...shown(deleted), payload: {} } }
    },

    getOrSetState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      contract.checkState(key.type, key.name, payload)
      countRead(key)
      const known = store.getState(key.type, key.id, key.name)
      return { state: shown(known ?? write(key, payload, lifeOf(expiry))), meta: { cached: false } }
    },
  }
}
