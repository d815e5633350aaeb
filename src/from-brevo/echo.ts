import { endingOf } from '../session/ending'
import { extraIdsOf } from '../session/extra-ids'
import { sessionOf, type Session } from '../session/session'
import { untilAge } from '../time'
import { noticesAfterEnd } from '../wording/notice'
import type { AgentMessage } from './message/agent-message'

/*
 * What this integration writes comes back from Brevo as an agent's message. Its mark tells it (`receivedFrom`); it is
 * not known whether that always comes along. Without it, an echo is known by who wrote it and by its id.
 */

/** How long an invocation may need to record the id of what it has sent, in ms. */
const ECHO_MS = 1_500

/** What has no copy in Botpress is nearly as long as a message may be, or begins with a bracket. */
const NO_COPY = /^\(|^[^]{5000}/

/**
 * Whether an agent's words are a notice of ours, come back without the mark of what we write. The session may have ended
 * in another way since.
 */
const isOurNotice = ({ conversation, words, ctx }: Session, text: string): boolean => {
  const isOpen = conversation.tags.openedAt && !endingOf(conversation)
  return !isOpen && noticesAfterEnd(words, ctx.configuration.sessionOverNotice).includes(text.trim())
}

/** Whether a message bears a name that this integration writes under, so that it may be an echo without its mark. */
const mayBeOurs = ({ agentId, ownAuthor }: Session, { agent }: AgentMessage): boolean =>
  agent.key === agentId || (ownAuthor !== undefined && agent.name === ownAuthor.agentName)

/** Without our notices, and what is on record as no copy of a message in Botpress. */
const withoutKnown = (session: Session, messages: AgentMessage[]): AgentMessage[] => {
  const extraIds = extraIdsOf(session)
  return messages.filter(({ id, text }) => !extraIds.has(id) && !isOurNotice(session, text))
}

/** What people have said, without what has no copy in Botpress, and the session as it was looked at last. */
export type Heard = { session: Session; spoken: AgentMessage[] }

/**
 * Leaves out our notices, and what has no copy in Botpress. Where another message may be an echo as well, this
 * waits until the invocation that sent it has recorded its id: one that has a copy is known by that then. The session may
 * end meanwhile, so it is looked at again, by an update, which never lags.
 */
export const withoutExtras = async (session: Session, messages: AgentMessage[]): Promise<Heard> => {
  const { client, conversation, deadline } = session
  const spoken = withoutKnown(session, messages)
  const doubtful = spoken.filter((message) => mayBeOurs(session, message))
  if (doubtful.length === 0) {
    return { session, spoken }
  }
  const hasWaited = await untilAge(deadline, ECHO_MS)
  if (!hasWaited && !doubtful.some(({ text }) => NO_COPY.test(text))) {
    return { session, spoken }
  }
  const answer = await client.updateConversation({ id: conversation.id, tags: {} })
  const now = sessionOf(session, answer.conversation)
  return { session: now, spoken: withoutKnown(now, spoken) }
}
