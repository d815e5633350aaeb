import { shortHash } from '../short-hash'

/** Ids that Brevo uses have 17 letters and digits for messages, 49 for agents. Ids of ours have other characters too. */
const USABLE = /^[A-Za-z0-9_-]{1,100}$/

/** How much of an id that can't be used tells it from others, in UTF-16 units. */
const MAX_READ = 1_000

/** An id of Brevo's that can be kept: it fits into a tag, and is never mistaken for one that this code made. */
export const usableId = (id: string | undefined): string | undefined => (id && USABLE.test(id) ? id : undefined)

/** What tells a message that has no usable id from others. */
export type MessageTraits = {
  id?: string | undefined
  createdAt?: number | undefined
  agentId?: string | undefined
  agentName?: string | undefined
  text?: string | undefined
  html?: string | undefined
  /** The names of its files; not their links, which may come later than the message. */
  fileNames: string[]
}

/**
 * The id of a message that has no usable one: the same at every delivery, and in one session only. It is made of the
 * id that can't be used, or of what the message says.
 * @param conversationId the Botpress conversation
 */
export const fingerprint = (message: MessageTraits, conversationId: string): string => {
  const { id, createdAt, agentId, agentName, text, html, fileNames } = message
  const written = [agentId, agentName, text, html, ...fileNames].map((trait) => trait?.slice(0, MAX_READ))
  const traits = id ? [id.length, id.slice(0, MAX_READ)] : [createdAt, ...written]
  return `fingerprint:${shortHash(JSON.stringify([conversationId, ...traits]), 32)}`
}
