import * as z from 'zod/mini'
import type { Attachment } from './attachment'
import { lenientFlag, lenientList, lenientText } from '../lenient'
import { authorOf, type Agent } from './message-author'
import { messageContent } from './message-content'
import { fingerprint, usableId } from './message-id'

/** A message of an agent that is meant for the customer. */
export type AgentMessage = {
  /** Brevo's id (`[A-Za-z0-9_-]{1,100}`), or "fingerprint:" and 32 hex digits. */
  id: string
  /** Epoch ms of Brevo's clock. */
  createdAt: number | undefined
  /** `automatic`: a trigger, a bot or a pushed message wrote it, and no agent need be there. */
  kind: 'person' | 'automatic'
  /** Plain lines; empty when there is nothing to read. */
  text: string
  attachments: Attachment[]
  agent: Agent
}

/** Whom a message is from and for; `internal` ones never reach the customer. */
export type MessageKind = 'visitor' | 'person' | 'automatic' | 'internal'

const schema = z.object({
  id: lenientText,
  type: lenientText,
  text: lenientText,
  html: lenientText,
  rawUnsafeHtml: lenientText,
  agentId: lenientText,
  agentName: lenientText,
  agentUserpic: lenientText,
  receivedFrom: lenientText,
  attachments: lenientList,
  file: z.optional(z.unknown()),
  isTrigger: lenientFlag,
  isBot: lenientFlag,
  isPushed: lenientFlag,
  isForward: lenientFlag,
  to: z.optional(z.unknown()),
  cc: z.optional(z.unknown()),
  bcc: z.optional(z.unknown()),
})

/** The fields of a message that are used, each one bounded only where it is read further. */
export type RawMessage = z.infer<typeof schema>

/** Reads the fields of one message; undefined when it is no object. */
export const readMessage = (value: unknown): RawMessage | undefined => schema.safeParse(value).data

/**
 * Whom a message is from and for. A message that was forwarded or sent to other addresses is between colleagues, and
 * so is every type that is not known today.
 */
export const kindOf = ({ type, isForward, to, cc, bcc, isTrigger, isBot, isPushed }: RawMessage): MessageKind => {
  if (type === 'visitor') {
    return 'visitor'
  }
  if (type !== 'agent' || isForward || [to, cc, bcc].some(namesSomebody)) {
    return 'internal'
  }
  return isTrigger || isBot || isPushed ? 'automatic' : 'person'
}

const namesSomebody = (recipients: unknown): boolean => {
  if (typeof recipients === 'string') {
    return recipients.trim() !== ''
  }
  if (typeof recipients !== 'object' || recipients === null) {
    return Boolean(recipients)
  }
  return Object.values(recipients).some((each) => (typeof each === 'string' ? each.trim() !== '' : Boolean(each)))
}

/** The id of a message of any kind: Brevo's where it can be used, and else a fingerprint. */
export const idOf = (raw: RawMessage, createdAt: number | undefined, conversationId: string): string => {
  const usable = usableId(raw.id)
  if (usable !== undefined) {
    return usable
  }
  const { attachments } = messageContent({ attachments: raw.attachments, file: raw.file })
  return fingerprint({ ...raw, createdAt, fileNames: attachments.map(({ name }) => name) }, conversationId)
}

/** What a message says, and who says it. */
export const toAgentMessage = (
  raw: RawMessage,
  known: Pick<AgentMessage, 'id' | 'createdAt' | 'kind'>,
  agents: Agent[]
): AgentMessage => ({ ...known, ...messageContent(raw), agent: authorOf(raw, agents) })
