import { isApiError } from '@botpress/client'
import { BrevoError } from './brevo/error'

/** Lines of a stack that are worth a maintainer's time. */
const STACK_LINES = 4

/**
 * Says what went wrong without any word of a user, a payload or a key: messages of foreign errors are left out,
 * for they may quote what they choked on.
 */
export const causeOf = (thrown: unknown): string => {
  if (thrown instanceof BrevoError) {
    return thrown.message
  }
  if (isApiError(thrown)) {
    return `Botpress call failed (${thrown.type}, HTTP ${thrown.code}, ${thrown.id ?? 'no id'})`
  }
  return thrown instanceof Error ? `unexpected ${thrown.name}` : `unexpected ${typeof thrown}`
}

/** Where an error of nobody's expectation comes from, for the maintainer; empty for all others. */
export const originOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error) || thrown instanceof BrevoError || isApiError(thrown)) {
    return ''
  }
  const stack = thrown.stack ?? ''
  const afterMessage = stack.slice(stack.indexOf(thrown.message) + thrown.message.length)
  return afterMessage
    .split('\n')
    .slice(1, 1 + STACK_LINES)
    .join('\n')
}

const NOT_FOUND = 404

/** Whether Botpress says that what was asked for does not exist. */
export const isNotFound = (thrown: unknown): boolean => isApiError(thrown) && thrown.code === NOT_FOUND
