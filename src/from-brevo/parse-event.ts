import { createHash } from 'node:crypto'
import * as z from 'zod/mini'

/*
 * Brevo's three events, read leniently: every field may be missing, null or of another type, and costs no more
 * than itself. What is left of a message after that is passed on.
 */

const text = z.catch(z.optional(z.string()), undefined)
const flag = z.catch(z.optional(z.boolean()), undefined)

/** Epoch ms; Brevo sends a number, but a number in a string or an ISO date is understood. */
const moment = z.catch(
  z.optional(
    z.pipe(
      z.union([z.number(), z.string()]),
      z.transform((value) => [Number(value), Date.parse(String(value))].find(Number.isFinite))
    )
  ),
  undefined
)

const attachment = z.object({
  link: text,
  url: text,
  name: text,
  filename: text,
  mimeType: text,
  isImage: flag,
  isSticker: flag,
})

const message = z.object({
  id: text,
  type: text,
  text,
  createdAt: moment,
  agentId: text,
  agentName: text,
  agentUserpic: text,
  receivedFrom: text,
  attachments: z.catch(z.array(z.unknown()), []),
  file: z.optional(z.unknown()),
})

const agent = z.object({ id: text, name: text, userpic: text })

const head = z.object({ eventName: z.string(), visitor: z.object({ id: z.string() }) })

const content = z.object({
  conversationId: text,
  visitor: z.object({ threadLink: text }),
  message: z.optional(z.unknown()),
  messages: z.catch(z.array(z.unknown()), []),
  agent: z.optional(z.unknown()),
  agents: z.catch(z.array(z.unknown()), []),
  isNoAvailableAgent: flag,
})

/** A file that came with a message. */
export type Attachment = z.infer<typeof attachment>

/** An agent as Brevo names one. */
export type Agent = { id: string; name?: string | undefined; picture?: string | undefined }

/** A message of an agent, ready to be relayed. */
export type AgentMessage = {
  id: string
  createdAt: number | undefined
  text: string
  attachments: Attachment[]
  agent: Agent
}

/** What an event says of itself, enough to tell whether it is for this integration. */
export type EventHead = { name: string; visitorId: string }

/** An event of a visitor of this integration. */
export type BrevoEvent = EventHead & {
  threadLink?: string | undefined
  brevoConversationId?: string | undefined
  agentAvailable: boolean
  /** Messages of agents, oldest first, without those that this integration wrote itself. */
  agentMessages: AgentMessage[]
  /** Brevo's ids of all messages in the event, oldest first. */
  messageIds: string[]
  /** When the oldest message of all in the event was written, in Brevo's epoch ms; undefined when none tells. */
  oldestAt: number | undefined
  /** When the newest message of all in the event was written, in Brevo's epoch ms; 0 when none tells. */
  latestAt: number
}

/**
 * Reads the head of a webhook's body, and no more: most events are about visitors of the company's website.
 * @returns undefined when it is no event of a visitor
 */
export const parseHead = (body: unknown): EventHead | undefined => {
  const { data } = head.safeParse(body)
  return data && { name: data.eventName, visitorId: data.visitor.id }
}

/**
 * Reads the rest.
 * @param echoMark the `receivedFrom` of messages that this integration wrote
 */
export const parseEvent = (eventHead: EventHead, body: unknown, echoMark: string): BrevoEvent => {
  const { conversationId, visitor, isNoAvailableAgent, ...rest } = content.parse(body)
  const agents = new Map(parseAll(agent, [...rest.agents, rest.agent]).map((each) => [each.id, each]))
  const messages = oldestFirst(parseAll(message, [...rest.messages, rest.message]))
  return {
    ...eventHead,
    threadLink: visitor.threadLink,
    brevoConversationId: conversationId,
    agentAvailable: isNoAvailableAgent !== true,
    agentMessages: messages
      .filter(({ type, receivedFrom }) => type === 'agent' && receivedFrom !== echoMark)
      .map((each) => toAgentMessage(each, agents)),
    messageIds: messages.map((raw) => fittingId(raw.id, raw)),
    oldestAt: messages[0]?.createdAt,
    latestAt: messages.reduce((latest, { createdAt }) => Math.max(latest, createdAt ?? 0), 0),
  }
}

const parseAll = <T extends z.core.$ZodType>(schema: T, values: unknown[]): z.output<T>[] =>
  values.flatMap((value) => {
    const parsed = z.safeParse(schema, value)
    return parsed.success ? [parsed.data] : []
  })

type RawMessage = z.infer<typeof message>
type AgentsById = Map<string | undefined, z.infer<typeof agent>>

/** By time; a message whose time cannot be read stays behind the one it came after. */
const oldestFirst = (messages: RawMessage[]): RawMessage[] => {
  let latest = Number.NEGATIVE_INFINITY
  const timed = messages.map((each) => {
    latest = each.createdAt ?? latest
    return { each, at: latest }
  })
  return timed.sort((one, other) => (one.at === other.at ? 0 : one.at - other.at)).map(({ each }) => each)
}

const toAgentMessage = (raw: RawMessage, agents: AgentsById): AgentMessage => {
  const attachments = parseAll(attachment, [...raw.attachments, raw.file])
  return {
    id: fittingId(raw.id, raw),
    createdAt: raw.createdAt,
    text: raw.text ?? '',
    attachments,
    agent: authorOf(raw, agents),
  }
}

/** Longest id that is used as it is; it has to fit into a tag (Botpress: 500) with a suffix. */
const MAX_ID_LENGTH = 200

/** The id, or where there is none that can be used, a fingerprint: the same at every delivery. */
const fittingId = (id: string | undefined, of: unknown): string =>
  id && id.length <= MAX_ID_LENGTH
    ? id
    : `fingerprint-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`

const UNKNOWN_AGENT = 'unknown'

/** The author that the message names; only where it names none, the one agent that the event is about. */
const authorOf = ({ agentId, agentName, agentUserpic }: RawMessage, agents: AgentsById): Agent => {
  const only = agents.size === 1 ? [...agents.values()][0] : undefined
  const known = agentId ? agents.get(agentId) : only
  return {
    id: fittingId(agentId || known?.id || UNKNOWN_AGENT, agentId),
    name: agentName || known?.name,
    picture: agentUserpic || known?.userpic,
  }
}
