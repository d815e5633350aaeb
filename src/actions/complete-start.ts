import type { SentMessage } from '../brevo/client'
import { noAnswer, warnIfItFails } from '../errors'
import { repeatedly } from '../persistent-client'
import { withExtraIds } from '../session/extra-ids'
import type { Session } from '../session/session'
import { truncate } from '../text'
import { LAST_STEP_MS, withinTime } from '../time'
import { personName } from '../wording/person-name'

/** Longest name over a user's messages in Brevo, in UTF-16 units. Brevo documents none; this one is ours, to be safe. */
const MAX_OWN_NAME_LENGTH = 100

/** The Botpress user who asks for an agent, and the label in front of their messages in Brevo. */
export type Asking = { id: string; name?: string | undefined; contact?: string | undefined; label: string }

/**
 * The last step of a start: only from here on webhooks bring anything to the user.
 * @param sent the messages that opened the conversation in Brevo
 * @param tookMs how long that took, in ms
 */
export const completeStart = async (
  session: Session,
  user: Asking,
  sent: SentMessage[],
  tookMs: number
): Promise<void> => {
  const { client, conversation, ctx, deadline, visitorId, words } = session
  const tags = {
    visitorId,
    userLabel: user.label,
    openedAt: String(sent[0]?.createdAt ?? 'unknown'),
    startTook: String(tookMs),
    extraIds: withExtraIds(conversation.tags.extraIds, sent),
    ...(ctx.configuration.ownNames
      ? { ownName: truncate(personName(user.name, words) ?? user.label, MAX_OWN_NAME_LENGTH) }
      : {}),
    unsettled: 'true',
  }
  await Promise.all([
    repeatedly(
      () => withinTime(client.updateConversation({ id: conversation.id, tags }), LAST_STEP_MS, noAnswer),
      deadline
    ),
    withinTime(announce(session, user.id), ANNOUNCING_MS, () => undefined),
  ])
}

/** Longest time that the announcement may hold the start up, in ms. */
const ANNOUNCING_MS = 1_000

/** The session is in Brevo; that the bot could not be told of it is no reason to give it up. */
const announce = async ({ client, logger, conversation, visitorId }: Session, userId: string): Promise<void> => {
  const { id } = conversation
  await warnIfItFails(logger, `The event hitlStarted of conversation ${id} could not be emitted`, async () => {
    await client.createEvent({ type: 'hitlStarted', payload: { hitlConversationId: id, userId, visitorId } })
    logger.forBot().info(`Session started in conversation ${id}`)
  })
}
