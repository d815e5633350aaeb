import { createHash } from 'node:crypto'
import { withLease } from '../session/lease'
import { personProfile, updateIfChanged, type PersonProfile } from '../session/person'
import type { Session } from '../session/session'
import type { SessionTags } from '../types'
import type { Agent } from './event'

/** How long to wait for another invocation that is changing the agent of the same session, in ms. */
const LEASE_WAIT_MS = 5_000

/** What a session knows of the agent who answered last, so that the next answer needs no look-up. */
export type KnownAgent = Pick<SessionTags, 'assignedAt' | 'agentId' | 'agentUserId' | 'agentProfile'>

type AssignedAgent = KnownAgent & { agentUserId: string }

/**
 * The Botpress user who stands for the author of a message, with name and picture up to date. When it is another
 * agent than before, `hitlAssigned` is emitted; for the first one the HITL plugin sees to that by itself.
 * @param known what the session knows so far
 * @param messageId Brevo's id of the message, which is not in the conversation yet as far as is known
 * @returns what the session knows now
 */
export const assign = async (
  session: Session,
  known: KnownAgent,
  agent: Agent,
  messageId: string
): Promise<AssignedAgent> => {
  const profile = personProfile(agent.name, agent.picture)
  const agentProfile = fingerprint(profile)
  if (known.agentId === agent.id && known.agentUserId && known.agentProfile === agentProfile) {
    return { ...known, agentUserId: known.agentUserId }
  }
  const agentUserId = await userOf(session, agent, profile)
  const next = { assignedAt: known.assignedAt ?? String(Date.now()), agentId: agent.id, agentUserId, agentProfile }
  if (known.agentId === undefined || known.agentId === agent.id) {
    await session.client.updateConversation({ id: session.conversation.id, tags: next })
  } else {
    await hand(session, next, messageId)
  }
  return next
}

/**
 * Two deliveries of the same message must not announce the same change twice; and for want of the announcement no
 * message is held back.
 */
const hand = async ({ client, conversation: { id } }: Session, next: AssignedAgent, messageId: string) => {
  await withLease(client, 'agentLease', id, LEASE_WAIT_MS, async () => {
    const [{ conversation }, { messages }] = await Promise.all([
      client.getConversation({ id }),
      client.listMessages({ conversationId: id, tags: { id: messageId } }),
    ])
    if (conversation.tags.agentId === next.agentId || messages.length > 0) {
      return
    }
    await client.updateConversation({ id, tags: next })
    await client.createEvent({ type: 'hitlAssigned', payload: { conversationId: id, userId: next.agentUserId } })
  })
}

const userOf = async ({ client }: Session, agent: Agent, profile: PersonProfile): Promise<string> => {
  const { user } = await client.getOrCreateUser({
    ...profile,
    tags: { agentId: agent.id },
    discriminateByTags: ['agentId'],
  })
  await updateIfChanged(client, user, profile)
  return user.id
}

const fingerprint = ({ name, pictureUrl }: PersonProfile): string =>
  createHash('sha256')
    .update(JSON.stringify([name, pictureUrl]))
    .digest('hex')
    .slice(0, 16)
