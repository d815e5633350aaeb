import { causeOf, UnannouncedError } from '../errors'
import type { Tools } from '../guard'
import { announceStop, recordFinish } from '../session/ending'
import { onceKnown } from '../session/find-session'
import { sessionOf, unreadSession, type ListedMessage, type Session } from '../session/session'
import { msLeft, pause, PLUGIN_GAP_MS, POLL_MS } from '../time'
import { sendWhatWaits } from './conversation-fragment'
import { withoutExtras } from './echo'
import { apologise, giveNotice } from './end-notice'
import { isTold } from './is-told'
import { reportMerge } from './merged-visitor'
import { partsOf } from './message-parts'
import type { AgentMessage } from './message/agent-message'
import type { BrevoEvent } from './parse-event'
import { relayToUser } from './relay-to-user'
import { whenReady } from './when-ready'

/**
 * `conversationTranscript`: an agent has finished the conversation. What the user has not been told yet is told first,
 * then the session stops, once, however often that is delivered. Should this invocation die, whoever comes next finds
 * the end on record and announces it.
 */
export const onTranscript = async (tools: Tools, event: BrevoEvent, conversationId: string): Promise<void> => {
  const reading = read(tools, event, conversationId)
  reading.catch(() => undefined)
  const unread = unreadSession(tools, conversationId)
  let isMine = false
  let isIncomplete = false
  const announce = async () => {
    try {
      return await announceStop(unread, async () => {
        const told = await tellTheRest(event, await reading)
        isIncomplete = told.isIncomplete
        isMine = told.isDue
        return told.isDue
      })
    } catch (thrown: unknown) {
      throw isMine && !isIncomplete ? new UnannouncedError(`the end is not announced: ${causeOf(thrown)}`) : thrown
    }
  }
  let outcome = await onceKnown(conversationId, tools.deadline, announce)
  const isAnothers = outcome === 'busy'
  while (outcome === 'busy') {
    if (msLeft(tools.deadline) < RESERVE_MS) {
      throw new UnannouncedError('another invocation takes too long to announce the end')
    }
    await pause(POLL_MS)
    outcome = await announce()
  }
  const broughtAt = isAnothers ? Date.now() : undefined
  const { session, missing } = await reading
  if (isMine && event.isMerged) {
    reportMerge(tools, conversationId)
  }
  if (isIncomplete) {
    await apologise(session)
  } else if (!isMine && !event.isMerged) {
    // Nobody listens any more: the user had left, or an earlier transcript has ended the session. Where another
    // transcript did so just now, it may have brought the same words. Where contacts were merged, agents may have
    // written to somebody else since.
    await giveNotice(await withoutExtras(session, missing), broughtAt)
  }
  await sendWhatWaits(session)
}

/** Left for announcing the end after another invocation has given it up, in ms. */
const RESERVE_MS = 2_000

type Reading = { session: Session; missing: AgentMessage[]; newest: ListedMessage[]; nowMs: number }

/** Records that an agent has finished, and finds out what the user has not been told. */
const read = async (tools: Tools, event: BrevoEvent, conversationId: string): Promise<Reading> => {
  const { client, deadline } = tools
  const [conversation, page] = await onceKnown(conversationId, deadline, () =>
    Promise.all([recordFinish(client, conversationId, event.latestAt), listNewest(tools, event, conversationId)])
  )
  const session = sessionOf(tools, conversation)
  const missing = missingOf(session, event, page.messages, page.meta.nextToken)
  return { session, missing, newest: page.messages, nowMs: Date.parse(conversation.updatedAt) }
}

/**
 * The newest messages of Botpress: a page of about 20. Lines that wait are in no transcript; where they fill the page,
 * it takes another one.
 */
const listNewest = async ({ client }: Tools, { messageIds }: BrevoEvent, conversationId: string) => {
  const page = await client.listMessages({ conversationId })
  const { nextToken } = page.meta
  if (!nextToken || messageIds.length === 0 || page.messages.some(({ tags }) => messageIds.includes(tags.id ?? ''))) {
    return page
  }
  const { messages, meta } = await client.listMessages({ conversationId, nextToken })
  return { messages: [...page.messages, ...messages], meta }
}

/** Tells the user what is missing, unless the user has left, or nobody will ever listen. */
const tellTheRest = async (
  event: BrevoEvent,
  { session, missing, newest, nowMs }: Reading
): Promise<{ isDue: boolean; isIncomplete: boolean }> => {
  const ready = session.conversation.tags.ended ? undefined : await whenReady(session, event.latestAt || undefined)
  if (!ready || ready.conversation.tags.ended) {
    return { isDue: false, isIncomplete: false }
  }
  const heard = await withoutExtras(ready, missing)
  const { parts, isIncomplete, isOutOfTime } = await relayToUser(heard.session, heard.spoken)
  await pause(gapAfter(newest, nowMs, parts))
  return { isDue: true, isIncomplete: isIncomplete || isOutOfTime }
}

/** The plugin must have dealt with the last words before it hears of the end. Only Botpress's clock is asked. */
const gapAfter = (messages: ListedMessage[], nowMs: number, relayed: number): number => {
  const incoming = messages.filter(({ direction }) => direction === 'incoming')
  const lastAt = Math.max(0, ...incoming.map(({ createdAt }) => Date.parse(createdAt)))
  return relayed > 0 ? PLUGIN_GAP_MS : Math.min(PLUGIN_GAP_MS, Math.max(0, lastAt + PLUGIN_GAP_MS - nowMs))
}

/**
 * Agents' messages that the user has not got as far as the newest messages of Botpress tell: those after the first
 * message of the transcript that is among them. Older ones were relayed long ago, or their agent was told.
 */
const missingOf = (
  { words }: Session,
  event: BrevoEvent,
  newest: ListedMessage[],
  nextToken: string | undefined
): AgentMessage[] => {
  const there = new Map(newest.map((message) => [message.tags.id, message]))
  const first =
    nextToken === undefined
      ? 0
      : Math.max(
          0,
          event.messageIds.findIndex((id) => there.has(id))
        )
  const after = new Set(event.messageIds.slice(first))
  return event.agentMessages.filter(
    (message) => after.has(message.id) && partsOf(message, words).some((part) => !isTold(part, there, words))
  )
}
