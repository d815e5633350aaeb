import { MAX_TEXT_LENGTH } from '../brevo/client'
import { knownName } from '../person'
import { clean, truncate } from '../text'
import type * as bp from '../bp'
import { describeMessage } from './describe-message'
import { labelled } from './user-label'
import { newestThatFit } from './newest-that-fit'

/** What an agent is told about a session when it begins. */
export type Opening = {
  name?: string | undefined
  /** A real address, or undefined. */
  email?: string | undefined
  title?: string | undefined
  description?: string | undefined
  /** Oldest first. */
  history: bp.HistoryMessage[]
  /** What stands before the lines of the user. */
  userLabel: string
}

const MAX_TITLE_LENGTH = 500
const MAX_DESCRIPTION_LENGTH = 3_000

/** Room for the line that says how many messages are missing. */
const CUT_LINE_LENGTH = 60

const BOT_LABEL = 'Bot'

/** The opening message: who asks, for what, and what was said so far. At most {@link MAX_TEXT_LENGTH} long. */
export const openingText = (opening: Opening): string => {
  const head = heading(opening)
  const lines = opening.history.map((message) => historyLine(message, opening.userLabel))
  if (lines.length === 0) {
    return head
  }
  const start = `${head}\n\nConversation so far:`
  const room = MAX_TEXT_LENGTH - start.length - CUT_LINE_LENGTH
  const fitting = newestThatFit(lines, room)
  const shown = fitting.length > 0 ? fitting : lines.slice(-1).map((newest) => truncate(newest, room))
  const missing = lines.length - shown.length
  const cutLine = missing > 0 ? [`(${missing} earlier ${missing === 1 ? 'message is' : 'messages are'} not shown)`] : []
  return [start, ...cutLine, ...shown].join('\n')
}

const heading = ({ name, email, title, description }: Opening): string => {
  const facts: [string, string | undefined][] = [
    ['Name', knownName(name)],
    ['E-mail', email],
    ['Subject', title && truncate(clean(title).trim(), MAX_TITLE_LENGTH)],
    ['Details', description && truncate(clean(description).trim(), MAX_DESCRIPTION_LENGTH)],
  ]
  const lines = facts.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`)
  return ['A user of the bot asks for an agent.', ...lines].join('\n')
}

const historyLine = ({ source, type, payload }: bp.HistoryMessage, userLabel: string): string =>
  labelled(source.type === 'user' ? userLabel : BOT_LABEL, describeMessage(type, payload))
