import type { SandboxWorld } from '../../sandbox/sandbox-world'

const MINUTE_MS = 60_000

/**
 * The worlds that the fault suite can run in: each turns round one thing that is supposed of Botpress or Brevo.
 * `WORLD=<name> npx vitest run test/faults/matrix.test.ts` tries every fault in one of them.
 */
export const WORLDS = {
  /** As the newest documentation has it: a 5xx, a cut connection or silence discards an event. The default. */
  once: {},
  /** Brevo delivers again what was not answered well. */
  again: { brevo: { redelivers: true } },
  /** Echoes come back without the mark that tells them from an agent's words. */
  unmarked: { brevo: { echoesReceivedFrom: false } },
  /** The message that opens a conversation does not come in a fragment. */
  'opening-once': { brevo: { repeatsOpening: false } },
  /** Reading a state keeps it alive. */
  'read-keeps': { botpress: { expiryCountsFrom: 'writeOrRead' } },
  /** An expiry of 1 ms frees nothing. */
  'tiny-expiry': { botpress: { honoursTinyExpiry: false } },
  /** The plugin handles each message and event on its own. */
  parallel: { botpress: { parallelPlugin: true } },
  /** Every process, Botpress and Brevo have clocks of their own, up to ten minutes apart. */
  clocks: {
    clocks: {
      processes: [5 * MINUTE_MS, -5 * MINUTE_MS, 0, 2 * MINUTE_MS],
      botpress: 3 * MINUTE_MS,
      brevo: -4 * MINUTE_MS,
    },
  },
  /** Reads lag two seconds behind writes. */
  lag: { botpress: { readLagMs: 2_000 } },
  /** `message_created` shows the conversation as at its creation. */
  stale: { botpress: { staleSnapshot: true } },
  /** `message_created` comes a second time, 15 s later. */
  twice: { botpress: { secondDeliveryMs: 15_000 } },
  /** `message_created` comes two minutes late. */
  late: { botpress: { deliveryLateMs: 2 * MINUTE_MS } },
  /** Every call to Botpress takes two seconds. */
  slow: { botpress: { callMs: 2_000 } },
} satisfies Record<string, SandboxWorld>

export type WorldName = keyof typeof WORLDS

export const WORLD_NAMES = Object.keys(WORLDS).filter((name): name is WorldName => name in WORLDS)

/** @throws {Error} that lists the names, for one that is not among them */
export const worldNamed = (name: string): WorldName => {
  const found = WORLD_NAMES.find((each) => each === name)
  if (!found) {
    throw new Error(`There is no world "${name}". There are: ${WORLD_NAMES.join(', ')}`)
  }
  return found
}
