import type { Ending } from '../session/ending'
import { clean, isBlank } from '../text'
import type { Wording } from './wording'

/**
 * What an agent reads who writes after the end.
 * @param override the bot's owner's own notice, which replaces every other; a blank one is none
 */
export const noticeAfterEnd = (cause: Ending, words: Wording, override?: string): string => {
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
