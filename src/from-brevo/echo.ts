import { endingOf } from '../session/ending'
import { extraIdsOf } from '../session/extra-ids'
import { findSession } from '../session/find-session'
import type { Session } from '../session/session'
import { pause } from '../time'
import { noticeFor } from './end-notice'
import type { AgentMessage } from './message/agent-message'

/*
 * What this integration writes comes back from Brevo as an agent's message. Its mark tells it (`receivedFrom`); it is
 * not known whether that always comes along. Without it, an echo is known by who wrote it and by its id.
 */

/** How long an invocation may need to record the id of what it has sent, in ms. */
export const ECHO_MS = 1_500

/** Whether an agent's words are one of our own sentences, come back without the mark of what we write. */
export const isOurSentence = (session: Session, text: string): boolean =>
  [session.words.sendAgain, ...(endingOf(session.conversation) ? [noticeFor(session)] : [])].includes(text.trim())

/** Whether a message bears a name that this integration writes under, so that it may be an echo without its mark. */
export const mayBeOurs = ({ agentId, ownAuthor }: Session, { agent }: AgentMessage): boolean =>
  agent.key === agentId || (ownAuthor !== undefined && agent.name === ownAuthor.agentName)

/** How many messages of one event are looked up at most. */
const MOST_DOUBTFUL = 10

/** Without echoes of ours that came back without their mark, which are known by their ids. */
export const withoutEchoes = async (session: Session, messages: AgentMessage[]): Promise<AgentMessage[]> => {
  const { client, conversation } = session
  const doubtful = messages.filter((message) => mayBeOurs(session, message)).slice(0, MOST_DOUBTFUL)
  if (doubtful.length === 0) {
    return messages
  }
  await pause(ECHO_MS)
  const [now, ...copies] = await Promise.all([
    findSession(session, session.conversation.id),
    ...doubtful.map(({ id }) => client.listMessages({ conversationId: conversation.id, tags: { id } })),
  ])
  const extraIds = extraIdsOf(now)
  const echoes = doubtful.filter(({ id }, index) => extraIds.has(id) || (copies[index]?.messages.length ?? 0) > 0)
  return messages.filter((message) => !echoes.includes(message))
}
