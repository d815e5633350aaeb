import type { SentMessage } from '../brevo/client'
import { forEach } from '../for-each'
import { withExtraIds } from '../session/extra-ids'
import type { ListedMessage, Session } from '../session/session'
import { LONGEST_INVOCATION_MS } from '../time'
import { liveLine, type LiveLine } from '../wording/live-line'

/*
 * A user's message is safe from the start: Botpress stored it before this integration was called. The tag `waiting` says
 * that it is unsent, the tag `id` that it was sent. A message with neither whose invocation can no longer be running was
 * left behind by one that died, and is unsent as well.
 */

/** A message that has not reached Brevo, as the agents will read it. `at` is of Botpress's clock, in epoch ms. */
export type UnsentLine = LiveLine & { messageId: string; at: number }

/** How many pages of messages are read at most; a page has about 20. What waits is read to its end. */
const MAX_PAGES = 10
const MAX_WAITING_PAGES = 200

/** Whether words of the user, or of the bot, have not reached Brevo, and no invocation can be sending them. */
const isUnsent = ({ direction, tags, createdAt }: ListedMessage, nowMs: number): boolean =>
  direction === 'outgoing' &&
  !tags.id &&
  (tags.waiting === 'true' || nowMs - Date.parse(createdAt) > LONGEST_INVOCATION_MS)

/** A message as the agents will read it. */
export const toUnsentLine = (
  { conversation, words }: Session,
  { id, type, payload, createdAt }: Pick<ListedMessage, 'id' | 'type' | 'payload' | 'createdAt'>
): UnsentLine => {
  const { userLabel = words.userLabel } = conversation.tags
  return { messageId: id, at: Date.parse(createdAt), ...liveLine({ type, payload }, { userLabel, words }) }
}

const byTime = (one: UnsentLine, other: UnsentLine): number =>
  one.at - other.at || (one.messageId < other.messageId ? -1 : 1)

/**
 * What of a session has not reached Brevo, oldest first.
 * @param nowMs Botpress's time, in epoch ms
 * @param own a line of this invocation, which a list may not show yet
 * @param sinceMs how far back to look, by Botpress's clock, for what no tag tells of; the newest page when left out
 */
export const unsentLines = async (
  session: Session,
  { nowMs, own, sinceMs = Infinity }: { nowMs: number; own?: UnsentLine | undefined; sinceMs?: number }
): Promise<UnsentLine[]> => {
  const [marked, newest] = await Promise.all([
    messagesSince(session, 0, { waiting: 'true' }),
    messagesSince(session, sinceMs, {}),
  ])
  const found = [...marked, ...newest]
    .filter((message) => isUnsent(message, nowMs))
    .map((message) => toUnsentLine(session, message))
  return [...new Map([...found, ...(own ? [own] : [])].map((line) => [line.messageId, line])).values()].sort(byTime)
}

/** Messages with these tags, page after page from the newest one on, back to a time of Botpress's clock. */
const messagesSince = async (
  { client, conversation }: Session,
  sinceMs: number,
  tags: { waiting?: string }
): Promise<ListedMessage[]> => {
  const found: ListedMessage[] = []
  let nextToken: string | undefined
  for (let page = 0; page < (tags.waiting ? MAX_WAITING_PAGES : MAX_PAGES); page += 1) {
    const answer = await client.listMessages({ conversationId: conversation.id, tags, nextToken })
    found.push(...answer.messages)
    nextToken = answer.meta.nextToken
    if (!nextToken || found.some(({ createdAt }) => Date.parse(createdAt) < sinceMs)) {
      break
    }
  }
  return found
}

/** Without those that another invocation has sent in the meantime: a list may lag, an update's answer does not. */
export const stillUnsent = async ({ client }: Session, lines: UnsentLine[]): Promise<UnsentLine[]> => {
  const looked = await forEach(lines, async (line) => {
    const { message } = await client.updateMessage({ id: line.messageId, tags: {} })
    return message.tags.id ? [] : [line]
  })
  return looked.flat()
}

/**
 * Records for each line that it was sent; also for those after one for which that fails.
 * @param lines may be none, when a message holds only a part of one
 */
export const markSent = async (session: Session, lines: UnsentLine[], sent: SentMessage[]): Promise<void> => {
  const last = lines.length > 0 ? sent.at(-1) : undefined
  const tags = { id: last?.id ?? '', waiting: '' }
  await forEach(lines, ({ messageId }) => session.client.updateMessage({ id: messageId, tags }))
  await rememberOurs(session, last ? sent.slice(0, -1) : sent)
}

/** Records messages of ours that have no copy in Botpress. */
export const rememberOurs = async ({ client, conversation }: Session, sent: SentMessage[]): Promise<void> => {
  if (sent.length > 0) {
    const { id } = conversation
    const { tags } = (await client.updateConversation({ id, tags: {} })).conversation
    await client.updateConversation({ id, tags: { extraIds: withExtraIds(tags.extraIds, sent) } })
  }
}
