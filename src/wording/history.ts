import { truncate } from '../text'
import { agentParts } from './agent-parts'
import { describeMessage } from './describe-message'
import { fewest } from './fewest'
import type { HistoryMessage } from './history-message'
import { pluginLine } from './plugin-line'
import { spoken } from './speaker'
import type { Wording } from './wording'

/** One message as it is shown. */
export type HistoryLine = {
  speaker: 'user' | 'bot' | 'agent'
  /** What was said, without the speaker. */
  text: string
  /** With the speaker, see `spoken`. */
  line: string
  /** Which earlier conversation with an agent it belongs to, counted from 1; 0 for none. */
  part: number
}

/** Older messages than this many are not looked at; Botpress hands over about 20. */
const MAX_MESSAGES = 500

/**
 * What of the history is shown, oldest first: neither messages with nothing to see nor the HITL plugin's own lines.
 * What agents said in an earlier session is theirs, although Botpress calls it the bot's.
 */
export const historyLines = (
  history: HistoryMessage[],
  { userLabel, words }: { userLabel: string; words: Wording }
): HistoryLine[] => {
  const messages = history.slice(-MAX_MESSAGES)
  const parts = agentParts(messages)
  const labels = { user: userLabel, bot: words.botLabel, agent: words.agentLabel }
  return messages.flatMap((message, index) => {
    const part = parts[index] ?? 0
    const speaker = message.source.type === 'user' ? 'user' : part > 0 ? 'agent' : 'bot'
    const text = describeMessage(message.type, message.payload, words, speaker === 'bot' ? 'bot' : 'user')
    const isShown = text !== '' && pluginLine(message) === undefined
    return isShown ? [{ speaker, text, part, line: spoken(labels[speaker], text, words) }] : []
  })
}

/**
 * The history in at most `room` UTF-16 units. What does not fit is left out from the oldest end, and a line says how
 * many; of the newest message at least the beginning is shown.
 * @param lines at least one
 */
export const historyText = (lines: HistoryLine[], { words, room }: { words: Wording; room: number }): string => {
  const from = (first: number): string => rendered(lines.slice(first), first, words)
  const leftOut = fewest(lines.length, (count) => from(count).length <= room)
  const newest = lines.at(-1)
  if (leftOut < lines.length || !newest) {
    return from(leftOut)
  }
  const before = lines.length - 1
  const around = rendered([{ ...newest, line: '' }], before, words).length
  return rendered([{ ...newest, line: truncate(newest.line, room - around) }], before, words)
}

/** A blank line when the speaker changes, and around what the integration says. */
const rendered = (lines: HistoryLine[], leftOut: number, words: Wording): string => {
  const paragraphs = leftOut > 0 ? [words.notShown(leftOut)] : []
  let previous: HistoryLine | undefined
  for (const current of lines) {
    const isSamePart = (previous?.part ?? 0) === current.part
    if (previous && isSamePart && previous.speaker === current.speaker) {
      paragraphs.push(`${paragraphs.pop() ?? ''}\n${current.line}`)
    } else {
      paragraphs.push(...(isSamePart ? [] : frame(previous?.part ?? 0, current.part, words)), current.line)
    }
    previous = current
  }
  return [...paragraphs, ...frame(previous?.part ?? 0, 0, words)].join('\n\n')
}

/** What is said where one part of the history ends and another begins. */
const frame = (before: number, after: number, words: Wording): string[] => [
  ...(before > 0 ? [words.earlierAgentEnd] : []),
  ...(after > 0 ? [words.earlierAgent] : []),
]
