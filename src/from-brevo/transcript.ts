import { claimEnding, noteProgress, readEnding, type Ending } from '../session/ending'
import { LONGEST_INVOCATION_MS } from '../session/invocation'
import { SessionBusyError, withLease } from '../session/lease'
import { sessionOf, type ListedMessage } from '../session/session'
import { flush } from '../to-brevo/flush'
import { mayTryNow, rememberUnsent } from '../to-brevo/postpone'
import { deadlineFromNow } from '../to-brevo/send'
import { isWaiting } from '../to-brevo/waiting'
import type { Client, HandlerProps } from '../types'
import type { AgentMessage, BrevoEvent } from './event'
import { whenReady } from './ready'
import { relayToUser } from './relay'
import { isMissing, relayedIds } from './relayed'

/** How many pages of events are looked through for one that was emitted lately; a page has about 20. */
const MAX_EVENT_PAGES = 25

/**
 * `conversationTranscript`: an agent has finished the conversation. What the user has not been told yet is told
 * first, then the session stops, once, whatever is delivered and how often.
 */
export const onTranscript = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { client } = props
  const newest = await client.listMessages({ conversationId })
  if (newest.messages.length === 0 && isYoung(event) && !(await isBegun(client, conversationId))) {
    return
  }
  const { mine, ending } = await claimEnding(client, conversationId, 'agent', event.latestAt)
  const finish = () => finishEnding(props, event, conversationId, ending, newest)
  if (mine) {
    await finish()
  } else if (ending.cause === 'agent' && ending.progress !== 'announced') {
    await seeToEnding(client, conversationId, ending, finish)
  }
}

const isYoung = ({ oldestAt }: BrevoEvent): boolean => Date.now() - (oldestAt ?? Date.now()) < LONGEST_INVOCATION_MS

/** Where nobody has said a word yet, the start may still be under way; one that died will not be ended either. */
const isBegun = async (client: Client, conversationId: string): Promise<boolean> => {
  const [{ conversation }, ending] = await Promise.all([
    client.getConversation({ id: conversationId }),
    readEnding(client, conversationId),
  ])
  return ending !== undefined || (await whenReady(client, conversation)) !== undefined
}

/** Another invocation was to end the session. Where it has died or failed, this one does. */
const seeToEnding = async (client: Client, conversationId: string, ending: Ending, finish: () => Promise<void>) => {
  const isRecent = Date.now() - ending.at < LONGEST_INVOCATION_MS
  if (await isAnnounced(client, conversationId, ending)) {
    await (isRecent ? undefined : noteProgress(client, conversationId, ending, 'announced'))
    return
  }
  if (isRecent && ending.progress !== 'failed') {
    throw new SessionBusyError('Another invocation is ending the session')
  }
  const outcome = await withLease(client, 'endingLease', conversationId, 0, async () => {
    await ((await isAnnounced(client, conversationId, ending)) ? undefined : finish())
  })
  if (outcome === 'busy') {
    throw new SessionBusyError('Another invocation is ending the session')
  }
}

type Page = Awaited<ReturnType<Client['listMessages']>>

const finishEnding = async (
  props: HandlerProps,
  event: BrevoEvent,
  conversationId: string,
  ending: Ending,
  newest: Page
): Promise<void> => {
  try {
    await tellTheRest(props, event, conversationId, newest)
    await props.client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
  } catch (thrown: unknown) {
    await noteProgress(props.client, conversationId, ending, 'failed')
    throw thrown
  }
}

/** A transcript may overtake the last fragments; after the end the plugin would drop what they bring. */
const tellTheRest = async (props: HandlerProps, event: BrevoEvent, conversationId: string, newest: Page) => {
  const relayed = relayedIds(newest.messages)
  const missing = sincePage(event, newest.messages, newest.meta.nextToken !== undefined).filter((message) =>
    isMissing(message, relayed)
  )
  const anyWaiting = newest.messages.some(isWaiting)
  await (anyWaiting ? undefined : rememberUnsent(props.client, conversationId, newest.messages))
  if (missing.length === 0 && !anyWaiting) {
    return
  }
  const deadline = deadlineFromNow()
  const { conversation } = await props.client.getConversation({ id: conversationId })
  const session = sessionOf(props, conversation)
  await relayToUser(session, missing, relayedIds(newest.messages, conversation.tags))
  if (anyWaiting && mayTryNow(session)) {
    await flush(session, deadline)
  }
}

/**
 * Agents' messages that the page of the newest messages can tell about: those after the first message of the
 * transcript that stands on it. Older ones were told long ago; should one have failed, its fragment comes again and
 * the agent is told that nobody has read it.
 */
const sincePage = (event: BrevoEvent, page: ListedMessage[], hasOlder: boolean): AgentMessage[] => {
  const onPage = new Set(page.map(({ tags }) => tags.id))
  const first = event.messageIds.findIndex((id) => onPage.has(id))
  const after = new Set(event.messageIds.slice(Math.max(0, first)))
  return hasOlder ? event.agentMessages.filter(({ id }) => after.has(id)) : event.agentMessages
}

/** Whether `hitlStopped` was emitted for a session. Asked only when somebody else was to do so. */
const isAnnounced = async (client: Client, conversationId: string, { at }: Ending): Promise<boolean> => {
  let nextToken: string | undefined
  for (let page = 0; page < MAX_EVENT_PAGES; page += 1) {
    const { events, meta } = await client.listEvents({ type: 'hitlStopped', nextToken })
    if (events.some(({ payload }) => payload.conversationId === conversationId)) {
      return true
    }
    nextToken = meta.nextToken
    const isOlder = events.some(({ createdAt }) => Date.parse(createdAt) < at - LONGEST_INVOCATION_MS)
    if (!nextToken || isOlder) {
      return false
    }
  }
  return false
}
