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
  if (thrown instanceof Error) {
    const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    return [`unexpected ${thrown.name}`, ...frames.slice(0, STACK_LINES)].join('\n')
  }
  return `unexpected ${typeof thrown}`
}
