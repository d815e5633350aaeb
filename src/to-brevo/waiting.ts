import { LONGEST_INVOCATION_MS } from '../session/invocation'
import type { Session, ListedMessage } from '../session/session'
import type { Client } from '../types'
import { describeMessage } from './describe'
import { labelled } from './label'

/*
 * A message of the user is kept where it is safe from the start: Botpress stored it before this integration was
 * called. A tag says that it waits; the id of Brevo's message says that it was sent. A message with neither whose
 * invocation can no longer be running was left behind by one that died, and waits as well.
 */

/** A message that waits, as the agents will read it. */
export type WaitingLine = { messageId: string; label: string | undefined; text: string }

/** How many pages of waiting messages are read at most; a page has about 20. */
const MAX_PAGES = 50

/** Whether a message still has to go to Brevo and no invocation is at it. */
export const isWaiting = ({ direction, tags, createdAt }: ListedMessage): boolean =>
  direction === 'outgoing' &&
  !tags.id &&
  (tags.waiting === 'true' || Date.now() - Date.parse(createdAt) > LONGEST_INVOCATION_MS)

/**
 * Whether words of the user have not reached Brevo as far as is known, be they in work or not. The bot's own lines do
 * not count: its farewell is usually on its way when a session is over.
 */
export const isUnsent = ({ direction, tags, payload }: ListedMessage): boolean =>
  direction === 'outgoing' && !tags.id && Boolean(payload.userId)

/** Notes for each line that it was sent, also for those after one that cannot be noted. */
export const markSent = async (client: Client, lines: WaitingLine[], id: string): Promise<void> => {
  const marks = await Promise.allSettled(
    lines.map(({ messageId }) => client.updateMessage({ id: messageId, tags: { id, waiting: '' } }))
  )
  const failed = marks.find((mark) => mark.status === 'rejected')
  if (failed) {
    throw failed.reason
  }
}

/** What has not reached Brevo: the lines that wait, oldest first, and whether an invocation is at further ones. */
export type Unsent = { waiting: WaitingLine[]; anyInWork: boolean }

/** What of a session has not reached Brevo. */
export const lookForUnsent = async ({ client, conversation }: Session): Promise<Unsent> => {
  const [marked, newest] = await Promise.all([
    markedMessages(client, conversation.id),
    client.listMessages({ conversationId: conversation.id }),
  ])
  const waiting = new Map([...marked, ...newest.messages].filter(isWaiting).map((message) => [message.id, message]))
  return {
    waiting: [...waiting.values()].sort(byTime).map((message) => toLine(message, conversation.tags.userLabel)),
    anyInWork: newest.messages.some((message) => isUnsent(message) && !isWaiting(message)),
  }
}

const markedMessages = async (client: Client, conversationId: string): Promise<ListedMessage[]> => {
  const found: ListedMessage[] = []
  let nextToken: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.listMessages({ conversationId, tags: { waiting: 'true' }, nextToken })
    found.push(...answer.messages)
    nextToken = answer.meta.nextToken
    if (!nextToken) {
      break
    }
  }
  return found
}

const byTime = (one: ListedMessage, other: ListedMessage): number =>
  one.createdAt === other.createdAt ? compare(one.id, other.id) : compare(one.createdAt, other.createdAt)

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

const toLine = ({ id, type, payload }: ListedMessage, userLabel: string | undefined): WaitingLine => ({
  messageId: id,
  ...lineOf(type, payload, userLabel),
})

/** A message as the agents read it: with the user's label, or without one when the bot itself says it. */
export const lineOf = (
  type: string,
  payload: Record<string, unknown>,
  userLabel: string | undefined
): { label: string | undefined; text: string } => {
  const label = payload.userId ? userLabel : undefined
  const description = describeMessage(type, payload)
  return { label, text: label === undefined ? description : labelled(label, description) }
}
