import { clean, isBlank } from '../text'
import type { Wording } from './wording'

/**
 * Why nobody reads a session's messages any more: the bot took the user back (the user left, or a time-out), an
 * agent finished the chat, or the start failed after Brevo had the opening.
 */
export type EndCause = 'bot' | 'agent' | 'failedStart'

/**
 * What an agent reads who writes after the end.
 * @param override the bot's owner's own notice, which replaces every other; a blank one is none
 */
export const noticeAfterEnd = (cause: EndCause, words: Wording, override?: string): string => {
  const own = clean(override ?? '').trim()
  if (!isBlank(own)) {
    return own
  }
  switch (cause) {
    case 'bot':
      return words.userLeft
    case 'agent':
      return words.alreadyFinished
    case 'failedStart':
      return words.neverConnected
    default:
      return cause satisfies never
  }
}
