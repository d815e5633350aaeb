import { randomUUID } from 'node:crypto'
import { pause } from '../pause'
import type { Client } from '../types'
import { LONGEST_INVOCATION_MS } from './invocation'

/** What a lease is for; those of different kinds do not get in each other's way. */
export type LeaseName = 'sendingLease' | 'agentLease' | 'endingLease'

/** How long a lease lives when its holder dies, in ms. */
const LEASE_MS = LONGEST_INVOCATION_MS

/** Pause between two tries to get a lease that another holds, in ms. */
const POLL_MS = 400

/** Another invocation is at work for the same session, or will be in a moment; the same call may succeed later. */
export class SessionBusyError extends Error {
  public override readonly name = 'SessionBusyError'
}

/**
 * Does work for a conversation that must not be done by two invocations at once. The lease is a state made with
 * getOrSetState, which creates atomically; Botpress lets it expire when its holder dies.
 * @param waitMs how long to wait for another holder; 0 for not at all
 * @returns what the work returned, or 'busy' when the lease could not be had
 */
export const withLease = async <T>(
  client: Client,
  name: LeaseName,
  conversationId: string,
  waitMs: number,
  work: () => Promise<T>
): Promise<T | 'busy'> => {
  const state = { type: 'conversation', id: conversationId, name, payload: { by: randomUUID() } } as const
  const giveUpAt = Date.now() + waitMs
  let askedAt = Date.now()
  while (!(await acquire(client, state))) {
    if (Date.now() + POLL_MS > giveUpAt) {
      return 'busy'
    }
    await pause(POLL_MS)
    askedAt = Date.now()
  }
  try {
    return await work()
  } finally {
    // A lease that was held too long may be another's by now.
    await (Date.now() - askedAt < LEASE_MS ? release(client, state) : undefined)
  }
}

type LeaseState = { type: 'conversation'; id: string; name: LeaseName; payload: { by: string } }

const acquire = async (client: Client, lease: LeaseState): Promise<boolean> => {
  const { state } = await client.getOrSetState({ ...lease, expiry: LEASE_MS })
  return state.payload.by === lease.payload.by
}

/** A lease that cannot be given back expires by itself: the work is done, so that is no reason to fail. */
const release = async (client: Client, lease: LeaseState): Promise<void> => {
  try {
    await client.setState({ ...lease, expiry: 1 })
  } catch {
    return
  }
}
