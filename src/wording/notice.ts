import type { Ending } from '../session/ending'
import { clean, isBlank } from '../text'
import type { Wording } from './wording'

const NOTICES = {
  bot: 'userLeft',
  agent: 'alreadyFinished',
  failedStart: 'neverConnected',
} as const satisfies Record<Ending, keyof Wording>

/**
 * What an agent reads who writes after the end.
 * @param override the bot's owner's own notice, which replaces every other; a blank one is none
 */
export const noticeAfterEnd = (cause: Ending, words: Wording, override?: string): string => {
  const own = clean(override ?? '').trim()
  return isBlank(own) ? words[NOTICES[cause]] : own
}

/** All that {@link noticeAfterEnd} may say. */
export const noticesAfterEnd = (words: Wording, override?: string): string[] =>
  (['bot', 'agent', 'failedStart'] as const).map((cause) => noticeAfterEnd(cause, words, override))
