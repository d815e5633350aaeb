import * as z from 'zod/mini'
import { idOf, kindOf, readMessage, toAgentMessage, type AgentMessage, type RawMessage } from './message/agent-message'
import { lenientFlag, lenientList, lenientText } from './lenient'
import { readAgents, type Agent } from './message/message-author'
import { oldestFirst } from './message/message-order'
import { webLink } from './web-link'

/*
 * Brevo's three events. Every field may be missing, null or of another type and costs no more than itself; fields
 * that are not used are never looked into, however deep they are.
 */

const EVENT_NAMES = ['conversationStarted', 'conversationFragment', 'conversationTranscript'] as const

/** The events that concern a session. */
export type EventName = (typeof EVENT_NAMES)[number]

/** Whether a text names one of the three events. */
export const isEventName = (text: string | undefined): text is EventName => EVENT_NAMES.some((name) => name === text)

/** What an event says of itself, enough to tell whether it is for this integration. */
export type EventHead = {
  name: EventName
  /** Within 200 characters. */
  visitorId: string
  /** Within 200 visible characters; undefined where there is none. */
  brevoConversationId?: string | undefined
}

/** An event of a visitor of this integration. */
export type BrevoEvent = EventHead & {
  /** A web address within 500 characters. */
  threadLink?: string | undefined
  agentAvailable: boolean
  /** Messages of agents for the customer, oldest first, without those that this integration wrote itself. */
  agentMessages: AgentMessage[]
  /** The ids of all messages that were looked at, of any kind, oldest first. */
  messageIds: string[]
  /** How many messages of any kind were not looked at, because the event has more than 500; the oldest ones. */
  leftOut: number
  /** When the oldest message of all in the event was written, in Brevo's epoch ms; undefined when none tells. */
  oldestAt: number | undefined
  /** When the newest message of all in the event was written, in Brevo's epoch ms; 0 when none tells. */
  latestAt: number
}

/** What is needed to read an event. */
export type ParseOptions = {
  /** The `receivedFrom` of messages that this integration wrote. */
  echoMark: string
  /** The Botpress conversation of the session. */
  conversationId: string
}

/** Messages that are looked at in one event; a transcript of a day has fewer. */
const MAX_MESSAGES = 500
const MAX_VISITOR_ID_LENGTH = 200
const MAX_THREAD_LINK_LENGTH = 500
const CONVERSATION_ID = /^[\x21-\x7e]{1,200}$/

const head = z.object({
  eventName: z.enum(EVENT_NAMES),
  visitor: z.object({ id: z.string().check(z.maxLength(MAX_VISITOR_ID_LENGTH)) }),
  conversationId: lenientText,
})

const content = z.object({
  visitor: z.catch(z.object({ threadLink: lenientText }), { threadLink: undefined }),
  message: z.optional(z.unknown()),
  messages: lenientList,
  agent: z.optional(z.unknown()),
  agents: lenientList,
  isNoAvailableAgent: lenientFlag,
})

/**
 * Reads the head of a webhook's body, and no more: most events are about visitors of the company's website.
 * @returns undefined when it is none of the three events
 */
export const parseHead = (body: unknown): EventHead | undefined => {
  const { data } = head.safeParse(body)
  if (!data) {
    return undefined
  }
  const { eventName, visitor, conversationId } = data
  const isFitting = conversationId !== undefined && CONVERSATION_ID.test(conversationId)
  return { name: eventName, visitorId: visitor.id, brevoConversationId: isFitting ? conversationId : undefined }
}

/** Reads the rest of a body that has that head. Never throws, and works a bounded time at what it is given. */
export const parseEvent = (eventHead: EventHead, body: unknown, options: ParseOptions): BrevoEvent => {
  const { data } = content.safeParse(body)
  const all = oldestFirst([...(data?.messages ?? []), data?.message])
  const messages = all.slice(-MAX_MESSAGES).flatMap(({ value, at }) => {
    const raw = readMessage(value)
    return raw ? [{ raw, at, id: idOf(raw, at, options.conversationId) }] : []
  })
  const agents = readAgents([...(data?.agents ?? []), data?.agent])
  return {
    ...eventHead,
    threadLink: webLink(data?.visitor.threadLink, MAX_THREAD_LINK_LENGTH),
    agentAvailable: data?.isNoAvailableAgent !== true,
    agentMessages: messages.flatMap((message) => forCustomer(message, agents, options.echoMark)),
    messageIds: messages.map(({ id }) => id),
    leftOut: Math.max(0, all.length - MAX_MESSAGES),
    oldestAt: all[0]?.at,
    latestAt: all.reduce((latest, { at }) => Math.max(latest, at ?? 0), 0),
  }
}

type Identified = { raw: RawMessage; at: number | undefined; id: string }

const forCustomer = ({ raw, at, id }: Identified, agents: Agent[], echoMark: string): AgentMessage[] => {
  const kind = kindOf(raw)
  if (raw.receivedFrom === echoMark || kind === 'visitor' || kind === 'internal') {
    return []
  }
  return [toAgentMessage(raw, { id, createdAt: at, kind }, agents)]
}
