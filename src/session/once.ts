import { NotYetError } from '../errors'
import { msLeft, pause, POLL_MS } from '../time'
import { claim, release, RESERVE_MS } from './claim'
import type { Session } from './session'

/** `done`: it is done. `busy`: another invocation is doing it. `notDue`: it was not yet time to do it. */
export type Outcome = 'done' | 'busy' | 'notDue'

/**
 * Does something that must be done once in a session. When the work fails, the next caller may try. Whoever does
 * something else once is waited for, but the end of a session waits for nothing.
 * @param what tells apart what is done once; 'stop' is the end
 * @param work is told Botpress's time, in epoch ms, and returns false when it was not yet time to do anything
 * @throws {NotYetError} when somebody else takes too long; whatever the work throws
 */
export const once = async (
  session: Session,
  what: string,
  work: (nowMs: number) => Promise<boolean | void>
): Promise<Outcome> => {
  const name = what === 'stop' ? 'stopAnnounced' : 'announced'
  let claimed = await claim(session, name, what)
  while (!claimed.held && !claimed.done.includes(what)) {
    if (claimed.doing === what) {
      return 'busy'
    }
    if (msLeft(session.deadline) < RESERVE_MS) {
      throw new NotYetError('Another invocation is at work in the same session')
    }
    await pause(POLL_MS)
    claimed = await claim(session, name, what)
  }
  const { done, writtenAt } = claimed
  if (done.includes(what)) {
    return 'done'
  }
  let isDone = false
  try {
    isDone = (await work(writtenAt)) !== false
  } finally {
    await release(session, name, claimed.by, isDone ? [...done, what] : done)
  }
  return isDone ? 'done' : 'notDue'
}
