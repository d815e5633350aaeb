import { endOf, newPayload, type BotpressWorld } from './botpress-world'
import type { Statement } from './statement'

const AT_ONCE = 20
const GONE = '404 ResourceNotFound'

const EXPIRY_MS = 6_000
/** Well below the expiry once, above it twice. */
const PART_MS = 4_000

/** What the product takes for granted about Botpress's states: they are its only mutual exclusion. */
export const botpressStates: Statement<BotpressWorld>[] = [
  {
    says: 'A state that is missing is a 404 ResourceNotFound',
    leansOn: ['record'],
    try: async (world) => {
      const end = await endOf(world.client.getState(await world.newStateKey()))
      return { holds: end === GONE, saw: end }
    },
  },
  {
    says: `Of ${AT_ONCE} calls of getOrSetState at once one sets the state, and all are given what it set`,
    leansOn: ['claim'],
    try: async (world) => {
      const key = await world.newStateKey()
      const calls = Array.from({ length: AT_ONCE }, () => world.client.getOrSetState({ ...key, payload: newPayload() }))
      const given = new Set((await Promise.all(calls)).map(({ state }) => JSON.stringify(state.payload)))
      return { holds: given.size === 1, saw: `${given.size} different ${given.size === 1 ? 'answer' : 'answers'}` }
    },
  },
  {
    says: 'setState with the payload null deletes a state, and getOrSetState sets it again',
    leansOn: ['claim'],
    try: async (world) => {
      const key = await world.newStateKey()
      await world.client.setState({ ...key, payload: newPayload() })
      await world.client.setState({ ...key, payload: null })
      const end = await endOf(world.client.getState(key))
      const payload = newPayload()
      const { state } = await world.client.getOrSetState({ ...key, payload })
      const isNew = JSON.stringify(state.payload) === JSON.stringify(payload)
      return { holds: end === GONE && isNew, saw: `${end}; then ${isNew ? 'the new payload' : 'another payload'}` }
    },
  },
  {
    says: 'A state is gone after its expiry',
    leansOn: ['claim'],
    try: (world) => afterTwoParts(world, async () => undefined, true),
  },
  {
    says: 'Reading a state does not put off its expiry',
    leansOn: ['claim'],
    try: (world) => afterTwoParts(world, (key) => world.client.getState(key), true),
  },
  {
    says: 'getOrSetState of a state that is there does not put off its expiry',
    leansOn: ['claim'],
    try: (world) =>
      afterTwoParts(
        world,
        (key) => world.client.getOrSetState({ ...key, payload: newPayload(), expiry: EXPIRY_MS }),
        true
      ),
  },
  {
    says: 'setState with an expiry puts it off',
    leansOn: ['claim'],
    try: (world) =>
      afterTwoParts(world, (key) => world.client.setState({ ...key, payload: newPayload(), expiry: EXPIRY_MS }), false),
  },
]

type Key = Awaited<ReturnType<BotpressWorld['newStateKey']>>

/** Sets a state that expires, uses it when most of its time has passed, and looks when all of it has. */
const afterTwoParts = async (world: BotpressWorld, use: (key: Key) => Promise<unknown>, isGone: boolean) => {
  const key = await world.newStateKey()
  await world.client.getOrSetState({ ...key, payload: newPayload(), expiry: EXPIRY_MS })
  await world.pass(PART_MS)
  await use(key)
  await world.pass(PART_MS)
  const end = await endOf(world.client.getState(key))
  return {
    holds: (end === GONE) === isGone,
    saw: `${end} ${(2 * PART_MS) / 1000} s after it was set to expire in ${EXPIRY_MS / 1000} s`,
  }
}
