import { describeLiveMessage } from './describe-message'
import { pluginLine } from './plugin-line'
import { spoken } from './speaker'
import type { Wording } from './wording'

/**
 * A message of a session as the agents read it, whoever says it: with the user's label, or the bot's where the payload
 * names no user (`userId`). The HITL plugin's own lines at their defaults, such as "( The user has ended the session. )",
 * have no speaker.
 */
export const liveLine = (
  { type, payload }: { type: string; payload: Record<string, unknown> },
  { userLabel, words }: { userLabel: string; words: Wording }
): string => {
  if (payload['userId']) {
    return spoken(userLabel, describeLiveMessage(type, payload, words), words)
  }
  const description = describeLiveMessage(type, payload, words, 'bot')
  const isOfPlugin = pluginLine({ source: { type: 'bot' }, type, payload }) !== undefined
  return isOfPlugin ? description : spoken(words.botLabel, description, words)
}
