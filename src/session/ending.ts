import type * as bp from '../bp'
import { warnIfItFails } from '../errors'
import { repeatedly } from '../persistent-client'
import { once, type Outcome } from './once'
import type { FoundConversation, Session } from './session'

/** Who ended a session: an agent in Brevo, the bot or its user, or a start that failed. */
export type Ending = 'agent' | 'bot' | 'failedStart'

/** How a session ended, or undefined while it goes on. */
export const endingOf = ({ tags }: Pick<FoundConversation, 'tags'>): Ending | undefined => {
  if (tags.ended === 'failedStart') {
    return tags.ended
  }
  return tags.relayedUntil === undefined ? (tags.ended === 'bot' ? tags.ended : undefined) : 'agent'
}

/** Records that the bot or its user has ended a session. Never fails. */
export const recordStop = async (
  { client, logger }: { client: bp.Client; logger: bp.Logger },
  id: string
): Promise<void> => {
  await warnIfItFails(logger, `The end of conversation ${id} could not be recorded`, () =>
    client.updateConversation({ id, tags: { ended: 'bot' } })
  )
}

/**
 * Records that an agent has finished a session. What has to follow may be done by anybody who finds it, the sweep too,
 * which may have let a session go in which nothing had happened for long.
 * @param relayedUntil Brevo's time, in epoch ms, up to which whoever records it brings the user what agents wrote
 * @returns the conversation, as it is now
 */
export const recordFinish = async (client: bp.Client, id: string, relayedUntil: number): Promise<FoundConversation> => {
  const tags = { relayedUntil: String(relayedUntil), unsettled: 'true' }
  return (await client.updateConversation({ id, tags })).conversation
}

/**
 * Tells the bot, once, that an agent has ended the session. The plugin ignores a repetition, so that an event whose
 * answer was lost may be emitted again.
 * @param isDue is asked once nobody else can do it, with Botpress's time in epoch ms
 */
export const announceStop = async (session: Session, isDue: (nowMs: number) => Promise<boolean>): Promise<Outcome> => {
  const { client, conversation, deadline } = session
  const emit = () => client.createEvent({ type: 'hitlStopped', payload: { conversationId: conversation.id } })
  return await once(session, 'stop', async (nowMs) => {
    if (!(await isDue(nowMs))) {
      return false
    }
    await repeatedly(emit, deadline)
    return true
  })
}

/** Longer than the one who records an end needs to announce it, in ms. */
const ANNOUNCING_MS = 12_000

/**
 * Announces an end that was recorded so long ago that whoever did so must have failed. Never fails: it must hold nothing
 * else up, and `register` tries again.
 * @returns whether there is nothing left to announce
 */
export const announceForgottenStop = async (session: Session): Promise<boolean> => {
  const { conversation, logger } = session
  if (endingOf(conversation) !== 'agent' || conversation.tags.ended !== undefined) {
    return true
  }
  const recordedAt = Date.parse(conversation.updatedAt)
  const problem = `The end of conversation ${conversation.id} could not be announced`
  const outcome = await warnIfItFails(logger, problem, () =>
    announceStop(session, async (nowMs) => nowMs - recordedAt > ANNOUNCING_MS)
  )
  return outcome === 'done'
}
