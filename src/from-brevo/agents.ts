import { createHash } from 'node:crypto'
import { SessionBusyError, withLease } from '../session/lease'
import { personProfile, updateIfChanged, type PersonProfile } from '../session/person'
import type { Session } from '../session/session'
import type { SessionTags } from '../types'
import type { Agent } from './event'

/** How long to wait for another invocation that is changing the agent of the same session, in ms. */
const LEASE_WAIT_MS = 8_000

/** What a session knows of the agent who answered last, so that the next answer needs no look-up. */
export type KnownAgent = Pick<SessionTags, 'assignedAt' | 'agentId' | 'agentUserId' | 'agentProfile'>

type AssignedAgent = KnownAgent & { agentUserId: string }

/**
 * The Botpress user who stands for the author of a message, with name and picture up to date. When it is another
 * agent than before, `hitlAssigned` is emitted; for the first one the HITL plugin sees to that by itself.
 * @param known what the session knows so far
 * @returns what the session knows now
 */
export const assign = async (session: Session, known: KnownAgent, agent: Agent): Promise<AssignedAgent> => {
  const profile = personProfile(agent.name, agent.picture)
  const agentProfile = fingerprint(profile)
  if (known.agentId === agent.id && known.agentUserId && known.agentProfile === agentProfile) {
    return { ...known, agentUserId: known.agentUserId }
  }
  const agentUserId = await userOf(session, agent, profile)
  const next = { assignedAt: known.assignedAt ?? String(Date.now()), agentId: agent.id, agentUserId, agentProfile }
  if (known.agentId === undefined || known.agentId === agent.id) {
    await session.client.updateConversation({ id: session.conversation.id, tags: next })
    return next
  }
  return await hand(session, next)
}

/** Two deliveries of the same message must not announce the same change twice. */
const hand = async ({ client, conversation: { id } }: Session, next: AssignedAgent): Promise<AssignedAgent> => {
  const outcome = await withLease(client, id, LEASE_WAIT_MS, async () => {
    const { conversation } = await client.getConversation({ id })
    if (conversation.tags.agentId !== next.agentId) {
      await client.createEvent({ type: 'hitlAssigned', payload: { conversationId: id, userId: next.agentUserId } })
    }
    await client.updateConversation({ id, tags: next })
    return next
  })
  if (outcome === 'busy') {
    throw new SessionBusyError('Another invocation is changing the agent of this session')
  }
  return outcome
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
