import { isMarked, visitorMarkedIn } from '../brevo/mark'
import { fieldsIn, flagIn, objectsIn, textIn, type Fields } from '../lenient'
import { webLink } from '../web-link'
import { kindOf, type AgentMessage } from './message/agent-message'
import { authorOf, readAgents, type Agent } from './message/message-author'
import { messageContent } from './message/message-content'
import { messageId } from './message/message-id'
import { oldestFirst } from './message/message-order'

/*
 * Brevo's three events. Every field may be missing, null or of another type and costs no more than itself; fields
 * that are not used are never looked into, however deep they are.
 */

const EVENT_NAMES = ['conversationStarted', 'conversationFragment', 'conversationTranscript'] as const

/** The events that concern a session. */
export type EventName = (typeof EVENT_NAMES)[number]

/** Whether a value names one of the three events. */
const isEventName = (value: unknown): value is EventName => EVENT_NAMES.some((name) => name === value)

/** What an event says of itself, enough to tell whether it is for this integration. */
export type EventHead = {
  name: EventName
  /** Within 200 characters. */
  visitorId: string
  /** Within 200 visible characters; undefined where there is none. */
  brevoConversationId?: string | undefined
  /** Whether it came under another visitor id than that of the session that it is for. */
  isMerged?: boolean
}

/** An event of a visitor of this integration. */
export type BrevoEvent = EventHead & {
  /** A web address within 500 characters. */
  threadLink?: string | undefined
  agentAvailable: boolean
  /** Messages of agents for the customer since the session began, oldest first, without what this integration wrote. */
  agentMessages: AgentMessage[]
  /** The ids of all messages since then that were looked at, of any kind, oldest first. */
  messageIds: string[]
  /** When the newest message of all in the event was written, in Brevo's epoch ms; 0 when none tells. */
  latestAt: number
}

/** Messages that are looked at in one event; a transcript of a day has fewer. */
const MAX_MESSAGES = 500
const MAX_VISITOR_ID_LENGTH = 200
const MAX_THREAD_LINK_LENGTH = 500
const CONVERSATION_ID = /^[\x21-\x7e]{1,200}$/

/**
 * Reads the head of a webhook's body, and no more: most events are about visitors of the company's website.
 * @returns undefined when it is none of the three events
 */
export const parseHead = (body: unknown): EventHead | undefined => {
  const { eventName, visitor, conversationId } = fieldsIn(body)
  const { id: visitorId } = fieldsIn(visitor)
  if (!isEventName(eventName) || typeof visitorId !== 'string' || visitorId.length > MAX_VISITOR_ID_LENGTH) {
    return undefined
  }
  const brevoConversationId = textIn(conversationId)
  const isFitting = CONVERSATION_ID.test(brevoConversationId)
  return { name: eventName, visitorId, brevoConversationId: isFitting ? brevoConversationId : undefined }
}

/**
 * Reads the rest of a body that has that head. Never throws, and works a bounded time at what it is given.
 * @param conversationId the Botpress conversation of the session
 */
export const parseEvent = (head: EventHead, body: unknown, conversationId: string): BrevoEvent => {
  const { visitor, agents, agent, messages, message, isNoAvailableAgent } = fieldsIn(body)
  const all = oldestFirst([...objectsIn(messages), ...objectsIn([message])])
  const newest = all.slice(-MAX_MESSAGES).map(({ message: fields, at }) => {
    return { fields, at, id: messageId(fields, at, conversationId) }
  })
  const own = newest.slice(openingIndex(newest, head.visitorId))
  const listed = readAgents([...objectsIn(agents), ...objectsIn([agent])])
  return {
    ...head,
    threadLink: webLink(textIn(fieldsIn(visitor).threadLink), MAX_THREAD_LINK_LENGTH),
    agentAvailable: !flagIn(isNoAvailableAgent),
    agentMessages: own.flatMap((each) => forCustomer(each, listed)),
    messageIds: own.map(({ id }) => id),
    latestAt: all.reduce((latest, { at }) => Math.max(latest, at ?? 0), 0),
  }
}

type Identified = { fields: Fields; at: number | undefined; id: string }

/** Where a session begins in a conversation that others may have been merged into; 0 where its opening is not there. */
const openingIndex = (messages: Identified[], visitorId: string): number =>
  Math.max(
    0,
    messages.findIndex(({ fields }) => visitorMarkedIn(fields.receivedFrom) === visitorId)
  )

const forCustomer = ({ fields, at, id }: Identified, agents: Agent[]): AgentMessage[] => {
  const kind = kindOf(fields)
  if (isMarked(fields.receivedFrom) || kind === 'visitor' || kind === 'internal') {
    return []
  }
  return [{ id, createdAt: at, kind, ...messageContent(fields), agent: authorOf(fields, agents) }]
}
