import { flagIn, type Fields } from '../../lenient'
import type { Agent } from './message-author'
import type { MessageContent } from './message-content'

/** A message of an agent that is meant for the customer. */
export type AgentMessage = MessageContent & {
  /** Brevo's id (`[A-Za-z0-9_-]{1,100}`), or "fingerprint:" and 32 hex digits. */
  id: string
  /** Epoch ms of Brevo's clock. */
  createdAt: number | undefined
  /** `automatic`: a trigger, a bot or a pushed message wrote it, and no agent need be there. */
  kind: 'person' | 'automatic'
  agent: Agent
}

/** Whom a message is from and for; `internal` ones never reach the customer. */
export type MessageKind = 'visitor' | 'person' | 'automatic' | 'internal'

/**
 * Whom a message is from and for. A message that was forwarded or sent to other addresses is between colleagues, and
 * so is every type that is not known today, and whatever cannot be told.
 */
export const kindOf = ({ type, isForward, to, cc, bcc, isTrigger, isBot, isPushed }: Fields): MessageKind => {
  if (type === 'visitor') {
    return 'visitor'
  }
  if (type !== 'agent' || mayBeSet(isForward) || [to, cc, bcc].some(namesSomebody)) {
    return 'internal'
  }
  return [isTrigger, isBot, isPushed].some(flagIn) ? 'automatic' : 'person'
}

const mayBeSet = (flag: unknown): boolean => Boolean(flag) && flag !== 'false' && flag !== '0'

const namesSomebody = (recipients: unknown): boolean => {
  if (typeof recipients === 'string') {
    return recipients.trim() !== ''
  }
  if (typeof recipients !== 'object' || recipients === null) {
    return Boolean(recipients)
  }
  return Object.values(recipients).some((each) => (typeof each === 'string' ? each.trim() !== '' : Boolean(each)))
}
