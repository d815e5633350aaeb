import type { Tools } from '../guard'
import { announceStop, needsStop, recordFinish } from '../session/ending'
import { onceKnown } from '../session/find-session'
import { sessionOf, type ListedMessage, type Session } from '../session/session'
import { pause, PLUGIN_GAP_MS } from '../time'
import { sendWhatWaits } from './conversation-fragment'
import { apologise } from './end-notice'
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
  const telling = tellTheRest(tools, event, conversationId)
  const claiming = onceKnown(conversationId, tools.deadline, async () => {
    const unread = sessionOf(tools, { id: conversationId, tags: {}, createdAt: '', updatedAt: '' })
    await announceStop(unread, async () => {
      const told = await telling
      return told !== undefined && needsStop(told.session)
    })
  })
  const [told] = await Promise.all([telling, claiming])
  if (told?.isIncomplete) {
    await apologise(told.session)
  }
  if (told) {
    await sendWhatWaits(told.session)
  }
}

/** @returns undefined when the start of the session has failed, so that nobody hears anything */
const tellTheRest = async (
  tools: Tools,
  event: BrevoEvent,
  conversationId: string
): Promise<{ session: Session; isIncomplete: boolean } | undefined> => {
  const { client, deadline } = tools
  const [conversation, page] = await onceKnown(conversationId, deadline, () =>
    Promise.all([recordFinish(client, conversationId, event.latestAt), client.listMessages({ conversationId })])
  )
  const session = await whenReady(sessionOf(tools, conversation), event.latestAt || undefined)
  if (!session) {
    return undefined
  }
  const missing = missingOf(session, event, page.messages, page.meta.nextToken)
  const { parts, isIncomplete, isOutOfTime } = await relayToUser(session, missing)
  await pause(gapAfter(page.messages, Date.parse(conversation.updatedAt), parts))
  return { session, isIncomplete: isIncomplete || isOutOfTime }
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
  const there = new Set(newest.map(({ tags }) => tags.id))
  const first =
    nextToken === undefined
      ? 0
      : Math.max(
          0,
          event.messageIds.findIndex((id) => there.has(id))
        )
  const after = new Set(event.messageIds.slice(first))
  return event.agentMessages.filter(
    (message) => after.has(message.id) && partsOf(message, words).some(({ id }) => !there.has(id))
  )
}
