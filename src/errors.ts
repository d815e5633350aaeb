import { isApiError, RuntimeError } from '@botpress/client'
import type * as bp from './bp'

/** What the bot's owner can fix, in words written for them. No other error reaches the SDK. */
export class OwnerError extends RuntimeError {}

/** What may go wrong, in words of our own, which may be logged. */
export class ExpectedError extends Error {}

/** Something is not ready yet, such as a session that is still being started; the same call may succeed later. */
export class NotYetError extends ExpectedError {}

/** The conversation that something is for does not exist any more. */
export class GoneError extends ExpectedError {}

/** It is not certain yet that the bot, or an agent, knows that the session is over: the event has to come again. */
export class UnannouncedError extends ExpectedError {}

/** A call to Botpress got no answer in time. It may have been carried out. */
export class NoAnswerError extends ExpectedError {}

/** Stands in for an answer of Botpress that does not come. @throws {NoAnswerError} always */
export const noAnswer = (): never => {
  throw new NoAnswerError('Botpress did not answer in time')
}

const NOT_FOUND = 404
const CONFLICT = 409

/** Whether Botpress says that what was asked for does not exist. */
export const isNotFound = (thrown: unknown): boolean => isApiError(thrown) && thrown.code === NOT_FOUND

/** Whether Botpress says that a call is in the way of another one, or of what is there. */
export const isConflict = (thrown: unknown): boolean => isApiError(thrown) && thrown.code === CONFLICT

/** Client errors of HTTP that pass by themselves: too late, at the same time, too often. */
const PASSING_CODES = new Set([408, CONFLICT, 429])

/**
 * Client errors of HTTP that are about what is in the request; 409 where it stays, for it is not known with which code
 * Botpress refuses a message that another conversation has. A wrong token or a used-up plan says nothing of it.
 */
const REFUSING_CODES = new Set([400, CONFLICT, 413, 415, 422])

/** Whether Botpress refuses a call for what is in it, so that no repetition will help. */
export const isRefusal = (thrown: unknown): boolean => isApiError(thrown) && REFUSING_CODES.has(thrown.code)

/** Whether a call to Botpress may succeed when it is repeated: after 5xx, 429, network errors and no answer at all. */
export const mayPass = (thrown: unknown): boolean =>
  thrown instanceof NoAnswerError ||
  (isApiError(thrown) ? thrown.code >= 500 || PASSING_CODES.has(thrown.code) : isNetworkError(thrown))

/** Node's network errors carry a code, such as ECONNRESET. */
const isNetworkError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'

/**
 * Says what went wrong without any word of a user, a payload or a key: messages of third-party errors are left out,
 * because they may quote what they choked on.
 */
export const causeOf = (thrown: unknown): string => {
  if (thrown instanceof ExpectedError) {
    return thrown.message
  }
  if (isApiError(thrown)) {
    return `a call to Botpress failed with ${thrown.type}, HTTP ${thrown.code}, error ID ${thrown.id ?? 'unknown'}`
  }
  return thrown instanceof Error ? `unexpected ${thrown.name}` : `unexpected ${typeof thrown}`
}

/** Lines of a stack that are worth a maintainer's time. */
const STACK_LINES = 4

/** Where an unexpected error comes from, for the maintainer, on lines of their own; empty for every expected one. */
export const originOf = (thrown: unknown): string => {
  if (thrown instanceof ExpectedError || isApiError(thrown) || !(thrown instanceof Error)) {
    return ''
  }
  const { message, stack = '' } = thrown
  const messageAt = stack.indexOf(message)
  if (messageAt < 0) {
    // The message was changed since: what it was stands in the stack, and cannot be told from it.
    return ''
  }
  const afterMessage = stack.slice(messageAt + message.length)
  return ['', ...afterMessage.split('\n').slice(1, 1 + STACK_LINES)].join('\n')
}

/**
 * Does what must hold nothing else up: should it fail, that is a line in the log.
 * @param problem what is then the matter, in words: "The end could not be announced"
 * @returns what the work gives; undefined when it fails
 */
export const warnIfItFails = async <T>(
  logger: bp.Logger,
  problem: string,
  work: () => Promise<T>
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (thrown: unknown) {
    logger.warn(`${problem}: ${causeOf(thrown)}`)
    return undefined
  }
}
