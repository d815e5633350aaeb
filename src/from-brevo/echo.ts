import { endingOf } from '../session/ending'
import { extraIdsOf } from '../session/extra-ids'
import { findSession } from '../session/find-session'
import type { Session } from '../session/session'
import { msLeft, pause } from '../time'
import { noticeAfterEnd } from '../wording/notice'
import type { AgentMessage } from './message/agent-message'

/*
 * What this integration writes comes back from Brevo as an agent's message. Its mark tells it (`receivedFrom`); it is
 * not known whether that always comes along. Without it, an echo is known by who wrote it and by its id.
 */

/** How long an invocation may need to record the id of what it has sent, in ms. */
const ECHO_MS = 1_500

/** How many messages of one event are looked up at most. */
const MOST_DOUBTFUL = 10

/** What an agent reads who writes after the end. */
export const noticeFor = ({ conversation, words, ctx }: Session): string =>
  noticeAfterEnd(endingOf(conversation) ?? 'failedStart', words, ctx.configuration.sessionOverNotice)

/** Whether an agent's words are one of our own sentences, come back without the mark of what we write. */
const isOurSentence = (session: Session, text: string): boolean =>
  [session.words.sendAgain, ...(endingOf(session.conversation) ? [noticeFor(session)] : [])].includes(text.trim())

/** Whether a message bears a name that this integration writes under, so that it may be an echo without its mark. */
const mayBeOurs = ({ agentId, ownAuthor }: Session, { agent }: AgentMessage): boolean =>
  agent.key === agentId || (ownAuthor !== undefined && agent.name === ownAuthor.agentName)

/**
 * Without our own sentences. Where another message may be an echo as well, this waits until the invocation that sent it
 * has recorded its id.
 */
export const withoutOurSentences = async (session: Session, messages: AgentMessage[]): Promise<AgentMessage[]> => {
  const spoken = messages.filter(({ text }) => !isOurSentence(session, text))
  if (spoken.some((message) => mayBeOurs(session, message))) {
    await pause(Math.min(ECHO_MS, msLeft(session.deadline) / 2))
  }
  return spoken
}

/** Without anything of ours, as far as its id is on record. */
export const withoutEchoes = async (session: Session, messages: AgentMessage[]): Promise<AgentMessage[]> => {
  const spoken = await withoutOurSentences(session, messages)
  const doubtful = spoken.filter((message) => mayBeOurs(session, message)).slice(0, MOST_DOUBTFUL)
  if (doubtful.length === 0) {
    return spoken
  }
  const { client, conversation } = session
  const [now, ...copies] = await Promise.all([
    findSession(session, conversation.id),
    ...doubtful.map(({ id }) => client.listMessages({ conversationId: conversation.id, tags: { id } })),
  ])
  const extraIds = extraIdsOf(now)
  const echoes = doubtful.filter(({ id }, index) => extraIds.has(id) || (copies[index]?.messages.length ?? 0) > 0)
  return spoken.filter((message) => !echoes.includes(message))
}
