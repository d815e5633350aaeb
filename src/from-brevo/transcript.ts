import { claimEnding, handOverEnding, type Ending } from '../session/ending'
import { SessionBusyError, withLease } from '../session/lease'
import { sessionOf, type ListedMessage } from '../session/session'
import { flush } from '../to-brevo/flush'
import { mayTryNow } from '../to-brevo/postpone'
import { SENDING_BUDGET_MS } from '../to-brevo/send'
import { isWaiting, LONGEST_INVOCATION_MS } from '../to-brevo/waiting'
import type { Client, HandlerProps } from '../types'
import type { AgentMessage, BrevoEvent } from './event'
import { relayedIds } from './fragment'
import { relayToUser } from './relay'

/** How many pages of events are looked through for one that was emitted lately; a page has about 20. */
const MAX_EVENT_PAGES = 5

/**
 * `conversationTranscript`: an agent has finished the conversation. What the user has not been told yet is told
 * first, then the session stops, once, whatever is delivered and how often.
 */
export const onTranscript = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { client } = props
  const { mine, ending } = await claimEnding(client, conversationId, 'agent', event.latestAt)
  if (mine) {
    await finish(props, event, conversationId, ending)
    return
  }
  if (ending.cause !== 'agent' || (await isAnnounced(client, conversationId))) {
    return
  }
  if (!ending.open && Date.now() - ending.at < LONGEST_INVOCATION_MS) {
    throw new SessionBusyError('Another invocation is ending the session')
  }
  const outcome = await withLease(client, conversationId, 0, async () => {
    if (!(await isAnnounced(client, conversationId))) {
      await finish(props, event, conversationId, ending)
    }
  })
  if (outcome === 'busy') {
    throw new SessionBusyError('Another invocation is ending the session')
  }
}

const finish = async (props: HandlerProps, event: BrevoEvent, conversationId: string, ending: Ending) => {
  try {
    await settle(props, event, conversationId)
    await props.client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
  } catch (thrown: unknown) {
    await handOverEnding(props.client, conversationId, ending)
    throw thrown
  }
}

/** A transcript may overtake the last fragments; after the end the plugin would drop what they bring. */
const settle = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { messages, meta } = await props.client.listMessages({ conversationId })
  const relayed = relayedIds(messages)
  const since = meta.nextToken ? earliest(messages) : Number.NEGATIVE_INFINITY
  const missing = event.agentMessages.filter((message) => !relayed.has(message.id) && isSince(message, since))
  const anyWaiting = messages.some(isWaiting)
  if (missing.length === 0 && !anyWaiting) {
    return
  }
  const { conversation } = await props.client.getConversation({ id: conversationId })
  const session = sessionOf(props, conversation)
  await relayToUser(session, missing, relayed)
  if (anyWaiting && mayTryNow(session)) {
    await flush(session, Date.now() + SENDING_BUDGET_MS)
  }
}

const earliest = (messages: ListedMessage[]): number =>
  Math.min(...messages.map(({ createdAt }) => Date.parse(createdAt)))

const isSince = ({ createdAt }: AgentMessage, since: number): boolean => (createdAt ?? since) >= since

/** Whether `hitlStopped` was emitted for a session. Asked only when somebody else was to do so. */
const isAnnounced = async (client: Client, conversationId: string): Promise<boolean> => {
  let nextToken: string | undefined
  for (let page = 0; page < MAX_EVENT_PAGES; page += 1) {
    const { events, meta } = await client.listEvents({ type: 'hitlStopped', nextToken })
    if (events.some(({ payload }) => payload.conversationId === conversationId)) {
      return true
    }
    nextToken = meta.nextToken
    if (!nextToken) {
      return false
    }
  }
  return false
}
