import type * as bp from '../bp'
import { isRefusal, warnIfItFails } from '../errors'
import { personProfile } from '../person'
import { once } from '../session/once'
import type { Session } from '../session/session'
import { shortHash } from '../short-hash'
import { withinTime } from '../time'
import { hasId, type Agent } from './message/message-author'

/** What a session knows of the agent who answered last, so that the next answer needs no look-up. */
export type KnownAgent = Pick<bp.AnyMessageProps['conversation']['tags'], 'agentMark' | 'agentUserId'>

/** An agent, as known with name and picture, and the Botpress user who stands for them. */
export type AgentUser = { key: string; agentMark: string; agentUserId: string }

/** How long the words may wait for the name and the picture over them, in ms. */
const PROFILE_MS = 1_000

/**
 * The Botpress user who stands for an agent, with name and picture up to date, where Botpress takes them. Asks nobody
 * about the one who is known.
 */
export const agentUserOf = async (session: Session, known: KnownAgent, agent: Agent): Promise<AgentUser> => {
  const profile = personProfile(agent.name, agent.picture)
  const { key } = agent
  const agentMark = shortHash(JSON.stringify([key, profile.name, profile.pictureUrl]))
  if (known.agentMark === agentMark && known.agentUserId) {
    return { key, agentMark, agentUserId: known.agentUserId }
  }
  const { client, logger } = session
  const getOrCreate = (shown: Partial<typeof profile>) =>
    client.getOrCreateUser({
      ...shown,
      // Without an id, the user is of this session only: nobody gets the picture of another agent with the same name.
      tags: { agentId: hasId(agent) ? key : `${key}@${session.conversation.id}` },
      discriminateByTags: ['agentId'],
    })
  // Words from nobody in particular are better than none.
  const { user } = await getOrCreate(profile).catch((thrown: unknown) => {
    if (isRefusal(thrown)) {
      return getOrCreate({})
    }
    throw thrown
  })
  const { name = user.name, pictureUrl = user.pictureUrl } = profile
  if (name !== user.name || pictureUrl !== user.pictureUrl) {
    // Botpress leaves an existing user's name and picture as they are.
    const updating = warnIfItFails(logger, `The agent's user ${user.id} keeps its name and picture`, () =>
      client.updateUser({ id: user.id, ...profile })
    )
    await withinTime(updating, PROFILE_MS, () => undefined)
  }
  return { key, agentMark, agentUserId: user.id }
}

/** As many marks as fit into a tag. */
const MOST_AGENTS = 50

/** How many agents one event announces at most; a real one has hardly more than two. */
const MOST_ANNOUNCED = 5

/**
 * Remembers who has answered, and tells the bot of each agent once. For the first one the HITL plugin does so by itself.
 * It comes after the words and never fails: a message is worth more than its announcement.
 * @param agents those who have just written, in order
 */
export const rememberAgents = async (session: Session, agents: AgentUser[]): Promise<void> => {
  const { client, conversation, logger } = session
  const { id } = conversation
  const last = agents.at(-1)
  const { agentMark, agentUserId } = conversation.tags
  if (!last || agents.every((agent) => agent.agentMark === agentMark && agent.agentUserId === agentUserId)) {
    return
  }
  await warnIfItFails(logger, `The agent of conversation ${id} could not be announced`, async () => {
    // The answer to a write tells who is known by now; what was read may be older.
    const now = await client.updateConversation({ id, tags: {} })
    const known = now.conversation.tags.agents?.split(' ').filter(Boolean) ?? []
    const fresh = new Map(agents.map((agent) => [shortHash(agent.key, 8), agent]))
    const news = [...fresh].filter(([mark]) => !known.includes(mark))
    const unannounced = known.length === 0 ? news.slice(1) : news
    for (const [mark, agent] of unannounced.slice(0, MOST_ANNOUNCED)) {
      await once(session, `agent ${mark}`, async () => {
        const payload = { conversationId: id, userId: agent.agentUserId }
        await client.createEvent({ type: 'hitlAssigned', payload })
      })
    }
    const marks = [...known, ...news.map(([mark]) => mark)].slice(-MOST_AGENTS).join(' ')
    const { key: _, ...tags } = last
    // Botpress's guide on response times reads this tag of conversations.
    const assignedAt = conversation.tags.assignedAt ?? String(Date.now())
    await client.updateConversation({ id, tags: { ...tags, agents: marks, assignedAt } })
  })
}
