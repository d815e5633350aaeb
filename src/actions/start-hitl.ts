import { randomUUID } from 'node:crypto'
import type * as bp from '../bp'
import { BrevoError, remedyFor } from '../brevo/error'
import { openingMark } from '../brevo/mark'
import { causeOf, GoneError, NotYetError, OwnerError, warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { sendText } from '../outbox/send-text'
import { endingOf } from '../session/ending'
import { makeFindable, onceKnown, onceStarted } from '../session/find-session'
import { sessionOf, type Session } from '../session/session'
import { shortHash } from '../short-hash'
import { deadlineIn } from '../time'
import { openingText } from '../wording/opening'
import { userLabel } from '../wording/user-label'
import { completeStart, type Asking } from './complete-start'
import { findOrCreate } from './start-conversation'

type Input = bp.ActionProps['startHitl']['input']

/** Longest time for the routing to a group, in ms. The session goes on without it. */
const GROUP_BUDGET_MS = 3_000

/** How long a user may be unknown after `createUser`, in ms: reads lag behind writes. */
const USER_LAG_MS = 4_000

/** How long a repeated call waits for the first one, in ms, before it takes over. */
const FIRST_CALL_MS = 2_000

/**
 * Begins a session: a Botpress conversation, and one message to Brevo that opens the conversation there.
 * A repeated call finds the session of the first one. What fails is not kept for later: the bot must know.
 * @throws {OwnerError} that says what the bot's owner can do
 */
export const startHitl = async (tools: Tools & { input: Input }): Promise<{ conversationId: string }> => {
  const { ctx, client, input } = tools
  const token = randomUUID()
  const key = shortHash(JSON.stringify(input), 64)
  const sendAs = input.hitlSession?.agentId?.trim()
  const [user, conversation] = await Promise.all([
    findUser(tools, input.userId),
    findOrCreate(client, { key, token, sendAs }),
  ])
  const found = sessionOf(tools, conversation)
  const isFirst = conversation.tags.startedBy === token
  // The call that is repeated may still be at work.
  const session = isFirst ? found : await onceStarted(found, deadlineIn(FIRST_CALL_MS))
  if (endingOf(session.conversation)) {
    throw new OwnerError(
      'The conversation could not be handed over to Brevo: the call that this one repeats has failed.'
    )
  }
  if (!session.conversation.tags.openedAt) {
    const label = userLabel(ctx.configuration.userLabel, user.name, session.words)
    await open(session, isFirst ? token : undefined, input, { ...user, label })
  }
  return { conversationId: conversation.id }
}

/** Without a name, rather than without a session. */
const findUser = async ({ client }: Tools, userId: string): Promise<Omit<Asking, 'label'>> => {
  try {
    const deadline = deadlineIn(USER_LAG_MS)
    const { user } = await onceKnown(userId, deadline, () => client.getUser({ id: userId }))
    return { id: userId, name: user.name, contact: user.tags.contact }
  } catch (thrown: unknown) {
    if (thrown instanceof GoneError || thrown instanceof NotYetError) {
      return { id: userId }
    }
    throw thrown
  }
}

/** @param token of the first call; undefined for one that repeats it */
const open = async (session: Session, token: string | undefined, input: Input, user: Asking): Promise<void> => {
  let isCompleting = false
  try {
    await makeFindable(session)
    const text = openingText({
      ...input,
      ...user,
      history: input.messageHistory,
      userLabel: user.label,
      words: session.words,
    })
    const sentAt = Date.now()
    const { agentId, deadline, visitorId } = session
    const { sent, failure } = await sendText(
      session,
      text,
      { deadline },
      { agentId, receivedFrom: openingMark(visitorId) }
    )
    if (failure) {
      throw failure
    }
    await route(session, input.hitlSession?.groupId)
    isCompleting = true
    await completeStart(session, user, sent, Date.now() - sentAt)
  } catch (thrown: unknown) {
    const isOpen = await closeFailed(session, token)
    if (isOpen && !isCompleting) {
      // Another call has begun the session in the meantime.
      return
    }
    const reason = thrown instanceof BrevoError ? remedyFor(thrown) : `${causeOf(thrown)}.`
    throw new OwnerError(`The conversation could not be handed over to Brevo: ${reason}`)
  }
}

/**
 * Brevo may have opened the conversation although the call failed: an agent who answers there is told that nobody reads.
 * A repetition does not know whether the first call is still at work, and leaves that open.
 * @param token of the first call, which may have been repeated since
 * @returns whether a call has begun the session all the same
 */
const closeFailed = async (
  { client, conversation, logger }: Session,
  token: string | undefined
): Promise<boolean | undefined> => {
  const { id } = conversation
  return await warnIfItFails(logger, `Conversation ${id} of a failed start could not be marked as over`, async () => {
    const answer = await client.updateConversation({ id, tags: { startKey: '' } })
    const { openedAt, startedBy } = answer.conversation.tags
    if (startedBy === token) {
      await client.updateConversation({ id, tags: { ended: 'failedStart' } })
    }
    return openedAt !== undefined
  })
}

const route = async (session: Session, groupId: string | undefined): Promise<void> => {
  const group = groupId?.trim()
  if (!group) {
    return
  }
  const { brevo, visitorId, logger, conversation } = session
  const problem = `Conversation ${conversation.id} could not be routed to the group chosen on the "Start HITL" card and stays open to everyone. Check the group ID`
  await warnIfItFails(logger.forBot(), problem, () =>
    brevo.setVisitorGroup(visitorId, group, { deadline: deadlineIn(GROUP_BUDGET_MS) })
  )
}
