import type { Backend, SomeHandlers } from './backend'
import { found } from './matching'
import type { State, StateType } from './records'

type Key = { type: StateType; id: string; name: string }

/** How long a state lives whose expiry is too short for the world it is in, in ms. */
const LEAST_LIFE_MS = 60_000

/** Shorter expiries, in ms, are not everywhere honoured. */
const TINY_MS = 1_000

const keyOf = ({ type, id, name }: Key): string => `${type}/${id}/${name}`

export const stateHandlers = ({ store, contract, identity, world }: Backend) => {
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

  const make = ({ type, id, name }: Key): State => ({
    ...store.born('state'),
    botId: identity.botId,
    conversationId: type === 'conversation' ? id : undefined,
    userId: type === 'user' ? id : undefined,
    name,
    type,
    payload: {},
  })

  const lifeOf = (expiry: number | null | undefined): number | undefined =>
    typeof expiry === 'number' && expiry < TINY_MS && !world.honoursTinyExpiry ? LEAST_LIFE_MS : (expiry ?? undefined)

  const put = (key: Key, state: State, idleMs: number | undefined): State => {
    const expiresAt = idleMs === undefined ? undefined : store.clock.now() + idleMs
    return store.states.put({ id: keyOf(key), state, idleMs, expiresAt }).state
  }

  /** Each write, whatever it changes, starts the expiry anew. */
  const write = (key: Key, payload: State['payload'], expiry: number | null | undefined): State => {
    contract.checkState(key.type, key.name, payload)
    const old = store.states.get(keyOf(key))?.state ?? make(key)
    return put(key, { ...old, updatedAt: store.clock.iso(), payload }, lifeOf(expiry))
  }

  /** Where a read is a use, it starts the expiry anew as well. */
  const countRead = (key: Key): void => {
    const stored = store.states.get(keyOf(key))
    if (stored && world.expiryCountsFrom === 'writeOrRead') {
      put(key, stored.state, stored.idleMs)
    }
  }

  return {
    getState: (key) => {
      checkOwner(key)
      const { state } = found(`state ${key.name} of ${key.type}`, key.id, store.states.read(keyOf(key)))
      countRead(key)
      return { state, meta: { cached: world.readLagMs > 0 } }
    },

    setState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      if (payload !== null) {
        return { state: write(key, payload, expiry) }
      }
      const deleted = store.states.get(keyOf(key))?.state ?? make(key)
      store.states.delete(keyOf(key))
      return { state: { ...deleted, payload: {} } }
    },

    getOrSetState: ({ payload, expiry, ...key }) => {
      checkOwner(key)
      contract.checkState(key.type, key.name, payload)
      countRead(key)
      const known = store.states.get(keyOf(key))?.state
      return { state: known ?? write(key, payload, expiry), meta: { cached: false } }
    },
  } satisfies SomeHandlers
}
