import { randomUUID } from 'node:crypto'
import type { Client } from '../types'
import { LONGEST_INVOCATION_MS } from './invocation'
import { SessionBusyError } from './lease'

/** How long a claim keeps others out when the one who has it dies, in ms. */
const CLAIM_MS = LONGEST_INVOCATION_MS

/**
 * Does something that must be done once in a session. When the work fails, the next caller may try.
 * @throws {SessionBusyError} while another invocation is doing it
 * @throws whatever the work throws
 */
export const once = async (
  client: Client,
  name: 'noticeGiven' | 'startAnnounced',
  conversationId: string,
  work: () => Promise<void>
): Promise<void> => {
  const state = { type: 'conversation', id: conversationId, name } as const
  const claim = { by: randomUUID(), done: false }
  const { payload } = (await client.getOrSetState({ ...state, payload: claim, expiry: CLAIM_MS })).state
  if (payload.done) {
    return
  }
  if (payload.by !== claim.by) {
    throw new SessionBusyError('Another invocation is at it')
  }
  try {
    await work()
  } catch (thrown: unknown) {
    await client.setState({ ...state, payload: claim, expiry: 1 })
    throw thrown
  }
  await client.setState({ ...state, payload: { ...claim, done: true }, expiry: null })
}
