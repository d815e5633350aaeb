import { usableId } from '../../brevo/client'
import { textIn, type Fields } from '../../lenient'
import { shortHash } from '../../short-hash'
import { filesOf } from './message-content'

/** How much of an id that can't be used tells it from others, in UTF-16 units. */
const MAX_READ = 1_000

/**
 * The id under which a message is known: Brevo's where it can be used, and else a fingerprint, the same at every
 * delivery and in one session only. That is made of the id that can't be used, or of what the message says. The links
 * of its files are no part of it, for they may come later.
 * @param conversationId the Botpress conversation
 */
export const messageId = (message: Fields, createdAt: number | undefined, conversationId: string): string => {
  const id = textIn(message.id)
  return (
    usableId(id) ?? `fingerprint:${shortHash(JSON.stringify([conversationId, ...traitsOf(message, createdAt)]), 32)}`
  )
}

const traitsOf = (message: Fields, createdAt: number | undefined): unknown[] => {
  const id = textIn(message.id)
  if (id !== '') {
    return [id.length, id.slice(0, MAX_READ)]
  }
  const { agentId, agentName, text, html } = message
  const written = [agentId, agentName, text, html].map((trait) => textIn(trait).slice(0, MAX_READ))
  return [createdAt, ...written, ...filesOf(message).map(({ name }) => name)]
}
