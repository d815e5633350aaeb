import { describeLiveMessage } from './describe-message'
import { pluginLine } from './plugin-line'
import { said, spoken } from './speaker'
import type { Wording } from './wording'

/** A line with its label, and, where the user says it, the same without the label. */
export type LiveLine = { text: string; ownText: string | undefined }

/**
 * A message of a session as the agents read it, whoever says it: with the user's label, or the bot's where the payload
 * names no user (`userId`). The HITL plugin's own lines at their defaults, such as "( The user has ended the session. )",
 * have no speaker.
 */
export const liveLine = (
  { type, payload }: { type: string; payload: Record<string, unknown> },
  { userLabel, words }: { userLabel: string; words: Wording }
): LiveLine => {
  if (payload['userId']) {
    const ownText = said(describeLiveMessage(type, payload, words))
    return { text: userLabel + words.colon + ownText, ownText }
  }
  const description = describeLiveMessage(type, payload, words, 'bot')
  const isOfPlugin = pluginLine({ source: { type: 'bot' }, type, payload }) !== undefined
  return { text: isOfPlugin ? description : spoken(words.botLabel, description, words), ownText: undefined }
}
