import { describeLiveMessage } from './describe-message'
import { pluginLine } from './plugin-line'
import { said } from './speaker'
import type { Wording } from './wording'

/** A line with its label in front, the label itself, and, where the user says it, the same without the label. */
export type LiveLine = { text: string; label: string; ownText: string | undefined }

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
    const label = userLabel + words.colon
    return { text: label + ownText, label, ownText }
  }
  const description = describeLiveMessage(type, payload, words, 'bot')
  const isOfPlugin = pluginLine({ source: { type: 'bot' }, type, payload }) !== undefined
  const label = isOfPlugin ? '' : words.botLabel + words.colon
  return { text: isOfPlugin ? description : label + said(description), label, ownText: undefined }
}
