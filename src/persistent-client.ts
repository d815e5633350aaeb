import { isConflict, mayPass, noAnswer } from './errors'
import { fieldsIn } from './lenient'
import { deadlineIn, msLeft, pause, withinTime, type Deadline } from './time'

/*
 * Brevo may deliver an event only once, so that a short failure of Botpress has to be sat out inside the invocation.
 * The SDK's client repeats a GET and a PUT for some seconds, and a POST only after 429, 502 and network errors.
 */

/** Calls that come to the same when they are repeated, by their names: all but those that create or delete something. */
const IDEMPOTENT = /^(?:get|list|update|set|configure)/

/** Pauses before further tries, in ms; the last one repeats. Without that bound, doubling would miss a short outage's end. */
const PAUSES_MS = [300, 600, 1_200, 1_500]

/** Longest wait for one answer, in ms: a webhook has time for another try. The SDK's client would wait for 60 s. */
const CALL_MS = 4_000

/** Whether a call writes or deletes a claim. Made again, or left to come late, it would write over another's. */
const isOfClaim = (args: unknown[]): boolean => {
  const { payload } = fieldsIn(args[0])
  return payload === null || fieldsIn(payload).by !== undefined
}

/** Time that a try must have at least, in ms. */
const MIN_TRY_MS = 500

/** Botpress: 409 for two creations at once. A second look finds the one that won; more looks would find nothing new. */
const MOST_CONFLICTS = 3

/** @throws {NoAnswerError} when there is no answer in time; the call may have been carried out */
const answered = async <T>(call: () => Promise<T>, deadline: Deadline): Promise<T> =>
  await withinTime(call(), Math.max(MIN_TRY_MS, msLeft(deadline)), noAnswer)

/**
 * Calls Botpress until it works, or the time is over.
 * @param call must be idempotent: a call without an answer may have been carried out
 * @throws what the last try has thrown
 */
export const repeatedly = async <T>(call: () => Promise<T>, deadline: Deadline): Promise<T> => {
  let conflicts = 0
  for (let failures = 1; ; failures += 1) {
    try {
      return await answered(call, Math.min(deadline, deadlineIn(CALL_MS)))
    } catch (thrown: unknown) {
      conflicts += isConflict(thrown) ? 1 : 0
      const isWorthAnother = mayPass(thrown) && conflicts < MOST_CONFLICTS
      const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 0
      const mostMs = msLeft(deadline) - MIN_TRY_MS
      if (!isWorthAnother || mostMs < 0) {
        throw thrown
      }
      await pause(Math.min(pauseMs, mostMs))
    }
  }
}

/**
 * The client, with idempotent calls repeated until the deadline, others made once, as are the writes of a claim, and no
 * answer waited for beyond it.
 */
export const persistent = <C extends object>(client: C, deadline: Deadline): C =>
  new Proxy(client, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') {
        return member
      }
      return (...args: unknown[]) => {
        const call = async (): Promise<unknown> => await Reflect.apply(member, target, args)
        const isRepeated = IDEMPOTENT.test(String(name)) && !(name === 'setState' && isOfClaim(args))
        return isRepeated ? repeatedly(call, deadline) : answered(call, deadline)
      }
    },
  })
