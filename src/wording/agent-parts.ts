import type { HistoryMessage } from './history-message'
import { pluginLine } from './plugin-line'

/** Botpress hands over a page of this many messages; a shorter history begins with the conversation. */
const PAGE_LENGTH = 20

/**
 * Which messages of a history belong to an earlier conversation with an agent: its number for each, counted from 1,
 * or 0. Such a conversation is what lies between the plugin's first "joined" and "closed" or "ended"; where "joined" is
 * not there (a builder's own words, or older than the page), between "escalated" or the page's beginning and the end,
 * if anybody but the user spoke there. Apart from that, a line of the bot that names a user (`payload.userId`) was
 * relayed from an agent.
 */
export const agentParts = (history: HistoryMessage[]): number[] => {
  const parts: number[] = []
  let count = 0
  let current = 0
  /** Whether only `payload.userId` told of the agent; then the bot's next own line ends the part. */
  let isRelayed = false
  /** Where a part begins whose end comes without a beginning. */
  let mayBeginAt = history.length >= PAGE_LENGTH ? 0 : undefined
  const change = (next: number, beginning?: number): void => {
    current = next
    isRelayed = false
    mayBeginAt = beginning
  }
  history.forEach((message, index) => {
    switch (pluginLine(message)) {
      case 'escalated':
        change(0, index)
        break
      case 'joined':
        // Each further agent of one conversation joins as well.
        change(current > 0 ? current : (count += 1))
        break
      case 'over':
        if (mayBeginAt !== undefined && history.slice(mayBeginAt, index).some(isAnswer)) {
          parts.fill((count += 1), mayBeginAt)
        }
        change(0)
        break
      case 'nobodyCame':
        change(0)
        break
      case 'other':
      case undefined:
        if (current === 0 && isFromAgent(message)) {
          current = count += 1
          isRelayed = true
        } else if (isRelayed && message.source.type === 'bot' && !isFromAgent(message)) {
          current = 0
          isRelayed = false
        }
    }
    parts.push(current)
  })
  return parts
}

/** Said by an agent, as long as agents are asked: the bot itself is silent then. */
const isAnswer = (message: HistoryMessage): boolean =>
  message.source.type === 'bot' && pluginLine(message) === undefined

const isFromAgent = ({ source, payload }: HistoryMessage): boolean =>
  source.type === 'bot' && typeof payload['userId'] === 'string' && payload['userId'] !== ''
