import { NotYetError, warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { flush } from '../outbox/flush'
import { mayTryNow } from '../outbox/keep'
import { announceForgottenStop, endingOf } from '../session/ending'
import { findSession } from '../session/find-session'
import type { Session } from '../session/session'
import { deadlineIn, msLeft, pause, PLUGIN_GAP_MS, WEBHOOK_SENDING_MS, withinTime } from '../time'
import { rememberAgents } from './agent-user'
import { withoutExtras } from './echo'
import { apologise, giveNotice } from './end-notice'
import type { AgentMessage } from './message/agent-message'
import type { BrevoEvent } from './parse-event'
import { relayToUser } from './relay-to-user'
import { whenReady } from './when-ready'

/** `conversationFragment`: agents' messages go to the user; after the end, the agent learns that nobody reads. */
export const onFragment = async (tools: Tools, event: BrevoEvent, conversationId: string): Promise<void> => {
  if (event.agentMessages.length === 0) {
    return
  }
  const found = await findSession(tools, conversationId)
  const ready = endingOf(found.conversation) ? found : await whenReady(found, event.agentMessages[0]?.createdAt)
  if (!ready) {
    await giveNotice(await withoutExtras(found, event.agentMessages))
    return
  }
  const { session, spoken } = await withoutExtras(ready, event.agentMessages)
  const late = spoken.filter((message) => isLate(session, message))
  const { isIncomplete, isOutOfTime, agents } = await relayToUser(
    session,
    spoken.filter((message) => !late.includes(message))
  )
  if (isOutOfTime) {
    throw new NotYetError('Botpress is too slow to bring all messages in time')
  }
  if (isIncomplete) {
    await apologise(session)
  }
  await announceForgottenStop(ready)
  await giveNotice({ session, spoken: late })
  await withinTime(rememberAgents(session, agents), msLeft(session.deadline), () => undefined)
  if (agents.length > 0 && !session.conversation.tags.agents) {
    // The plugin assigns the author of a first answer. Brevo sends the next event once this one is answered.
    await pause(Math.min(PLUGIN_GAP_MS, msLeft(session.deadline)))
  }
  await sendWhatWaits(session)
}

/** Whether nobody reads a message any more. The transcript brings what an agent wrote before finishing, if nothing else. */
const isLate = ({ conversation }: Session, { createdAt = Infinity }: AgentMessage): boolean =>
  endingOf(conversation) !== undefined &&
  (conversation.tags.ended !== undefined || createdAt > Number(conversation.tags.relayedUntil))

/** The user's side is done: for a moment, what waits for Brevo is tried, if nobody else is at it. Never fails. */
export const sendWhatWaits = async (session: Session): Promise<void> => {
  const { conversation, logger } = session
  if (!conversation.tags.waiting || !mayTryNow(session)) {
    return
  }
  const deadline = Math.min(session.deadline, deadlineIn(WEBHOOK_SENDING_MS))
  await warnIfItFails(logger, `What waits in conversation ${conversation.id} could not be sent`, () =>
    flush(session, { deadline, tries: 1, waitMs: 0 })
  )
}
