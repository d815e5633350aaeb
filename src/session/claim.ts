import { randomUUID } from 'node:crypto'
import type * as bp from '../bp'
import { isNotFound, mayPass, warnIfItFails } from '../errors'
import { deadlineIn, LONGEST_INVOCATION_MS, msLeft, pause, POLL_MS } from '../time'
import type { Session } from './session'

/*
 * Invocations share nothing but Botpress's states, which have no compare-and-swap. But `getOrSetState` creates a state
 * atomically: whoever finds its own token in the answer holds it. A lease is released by deleting its state. A state
 * that has to remember what was done stays; then, as with one that a dead holder has left, the next holder writes its
 * token, waits until everybody who saw the old one must have written, too, and holds it if its token is still there.
 */

/** The states that are claimed; claims of different names do not get in each other's way. */
type ClaimName = Extract<keyof bp.TIntegration['states'], 'stopAnnounced' | 'announced' | 'sending'>

/** A claim as it was found. `writtenAt` is of Botpress's clock, in epoch ms; for the holder, that is now. */
type Claimed = {
  /** The token that it was asked for with. */
  by: string
  held: boolean
  /** What its holder is doing; empty when nobody holds it. */
  doing: string
  /** What has been done under this claim before. */
  done: string[]
  writtenAt: number
}

/** A claim of a dead invocation lasts this long, in ms. Botpress lets it expire; where reading it counts as use, we do. */
const CLAIM_MS = LONGEST_INVOCATION_MS

/** Shortest and longest wait for those who write at the same time, in ms. */
const MIN_SETTLE_MS = 300
const MAX_SETTLE_MS = 3_000

/** Left for the work itself after waiting for another holder, in ms. */
export const RESERVE_MS = 1_500

const tokenFor = (what: string): string => `${randomUUID()} ${what}`

const keyOf = ({ conversation }: Session, name: ClaimName) =>
  ({ type: 'conversation', id: conversation.id, name }) as const

/** @param by a token that nobody else has, and what it is for */
const ask = async (session: Session, name: ClaimName, by: string): Promise<Claimed> => {
  const payload = { by, done: [] }
  const { state } = await session.client.getOrSetState({ ...keyOf(session, name), payload, expiry: CLAIM_MS })
  const { by: holder, done } = state.payload
  const doing = holder.slice(holder.indexOf(' ') + 1)
  return { by, held: holder === by, doing, done, writtenAt: Date.parse(state.updatedAt) }
}

/**
 * Botpress's own time, told by a write: an age must not be measured between two clocks. It also keeps the session among
 * those that `register` looks at.
 */
export const nowInBotpress = async ({ client, conversation }: Session): Promise<number> => {
  const answer = await client.updateConversation({ id: conversation.id, tags: { unsettled: 'true' } })
  return Date.parse(answer.conversation.updatedAt)
}

/** Tries to get a claim, also from a holder who can't be alive. */
export const claim = async (session: Session, name: ClaimName, what: string): Promise<Claimed> => {
  const by = tokenFor(what)
  for (let isTaking = false; ; isTaking = true) {
    const found = await ask(session, name, by)
    if (found.done.includes(what) || (found.held && !isTaking)) {
      return found
    }
    if (!found.held && found.doing !== '' && (await nowInBotpress(session)) - found.writtenAt <= CLAIM_MS) {
      return found
    }
    const foundAt = Date.now()
    if (found.held || (await take(session, name, by, found.done))) {
      // Others need no longer for it; who has to ask again finds what is there now.
      await pause(Math.min(MAX_SETTLE_MS, Math.max(MIN_SETTLE_MS, 2 * (Date.now() - foundAt))))
      return await ask(session, name, by)
    }
    await pause(POLL_MS)
  }
}

/** Writes a token over what was found. @returns false when it is not known whether that was done, and what is there now */
const take = async (session: Session, name: ClaimName, by: string, done: string[]): Promise<boolean> => {
  try {
    const expiry = done.length > 0 ? null : CLAIM_MS
    await session.client.setState({ ...keyOf(session, name), payload: { by, done }, expiry })
    return true
  } catch (thrown: unknown) {
    if (!mayPass(thrown) || msLeft(session.deadline) < RESERVE_MS) {
      throw thrown
    }
    return false
  }
}

/**
 * Gives a claim back. One that can't be given back expires by itself: that is no reason to fail. What failed may have
 * been carried out, and the claim may be another's by now.
 */
export const release = async (session: Session, name: ClaimName, by: string, done: string[]): Promise<void> => {
  const { client, conversation, logger } = session
  const key = keyOf(session, name)
  const give = () => client.setState({ ...key, payload: done.length > 0 ? { by: '', done } : null, expiry: null })
  await warnIfItFails(logger, `The claim ${name} of conversation ${conversation.id} stays`, () =>
    give().catch(async () => ((await holderOf(session, name)) === by ? give() : undefined))
  )
}

/** The token that a claim is held with; undefined when there is none. */
const holderOf = async (session: Session, name: ClaimName): Promise<string | undefined> => {
  try {
    return (await session.client.getState(keyOf(session, name))).state.payload.by
  } catch (thrown: unknown) {
    if (isNotFound(thrown)) {
      return undefined
    }
    throw thrown
  }
}

/**
 * Sends in a session what must not be sent by two invocations at once.
 * @param waitMs how long to wait for another holder, in ms; 0 for not at all
 * @param work is told Botpress's time, in epoch ms
 * @returns what the work returned, or 'busy' when the lease could not be had
 */
export const withLease = async <T>(
  session: Session,
  waitMs: number,
  work: (nowMs: number) => Promise<T>
): Promise<T | 'busy'> => {
  const giveUpAt = deadlineIn(waitMs)
  let claimed = await claim(session, 'sending', 'sending')
  while (!claimed.held) {
    if (msLeft(giveUpAt) < POLL_MS) {
      return 'busy'
    }
    await pause(POLL_MS)
    claimed = await ask(session, 'sending', tokenFor('sending'))
  }
  const heldSince = Date.now()
  try {
    return await work(claimed.writtenAt)
  } finally {
    // A lease that was held too long may be another's by now.
    if (Date.now() - heldSince < CLAIM_MS) {
      await release(session, 'sending', claimed.by, [])
    }
  }
}
