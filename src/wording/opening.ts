import { MAX_TEXT_LENGTH } from '../brevo/client'
import { clean, oneLine, truncate } from '../text'
import { historyLines, historyText } from './history'
import type { HistoryMessage } from './history-message'
import { personName } from './person-name'
import { spoken } from './speaker'
import type { Wording } from './wording'

/** What an agent is told about a session when it begins. What nobody knows is undefined or blank. */
export type Opening = {
  name?: string | undefined
  /** An e-mail address, a phone number or whatever else the bot's builder asked for. */
  contact?: string | undefined
  title?: string | undefined
  description?: string | undefined
  /** Oldest first. */
  history: HistoryMessage[]
  /** The label in front of the user's messages, see `userLabel`. */
  userLabel: string
  words: Wording
}

/** The inbox list and the notification show about this much, in UTF-16 units. */
const MAX_FIRST_LINE_LENGTH = 100

/** A longer name leaves no room for the title. */
const MAX_NAME_LENGTH = 48

const MAX_LAST_MESSAGE_LENGTH = 200
const MAX_CONTACT_LENGTH = 200
const MAX_DETAILS_LENGTH = 3_000

const EMAIL_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The opening message: who asks, for what, and what was said so far. At most {@link MAX_TEXT_LENGTH} long. */
export const openingText = (opening: Opening): string => {
  const { userLabel, words } = opening
  const lines = historyLines(opening.history, { userLabel, words })
  const head = heading(opening, oneLine(lines.filter(({ speaker }) => speaker === 'user').at(-1)?.text ?? ''))
  const start = `${head}\n\n${words.conversationSoFar}${words.colon.trimEnd()}\n\n`
  return lines.length === 0 ? head : start + historyText(lines, { words, room: MAX_TEXT_LENGTH - start.length })
}

const heading = ({ name, contact, title, description, words }: Opening, lastWords: string): string => {
  const asks = words.asksForAgent(shortName(personName(name, words)))
  const subject = oneLine(title ?? '')
  const first = firstLine(asks, subject, lastWords, words)
  const untoldSubject = first.endsWith(subject) ? '' : subject
  const reach = truncate(oneLine(contact ?? ''), MAX_CONTACT_LENGTH)
  const details = clean(`${untoldSubject}\n${description ?? ''}`).trim()
  const facts: [label: string, value: string][] = [
    [words.lastMessage, subject === '' ? '' : truncate(lastWords, MAX_LAST_MESSAGE_LENGTH)],
    [EMAIL_ADDRESS.test(reach) ? words.email : words.contact, reach],
    [words.details, truncate(details, MAX_DETAILS_LENGTH)],
  ]
  return [
    first,
    ...facts.filter(([, value]) => value !== '').map(([label, value]) => spoken(label, value, words)),
  ].join('\n')
}

const shortName = (name: string | undefined): string | undefined => name && truncate(name, MAX_NAME_LENGTH)

/** Who asks for an agent, and why: the title, or without one the user's last words in quotes. */
const firstLine = (asks: string, subject: string, lastWords: string, { colon, quoted }: Wording): string => {
  const room = MAX_FIRST_LINE_LENGTH - asks.length - colon.length
  if (subject !== '') {
    return `${asks}${colon}${truncate(subject, room)}`
  }
  const words = truncate(lastWords, room - quoted('').length)
  return lastWords === '' ? `${asks}.` : `${asks}${colon}${quoted(words)}`
}
