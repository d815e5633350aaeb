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

/** A session that is in Brevo, and that Botpress does not know of yet. */
export type Started = {
  /** The Botpress user who asked for an agent. */
  userId: string
  userName: string | undefined
  userLabel: string
  /** The messages that opened the conversation in Brevo. */
  sent: SentMessage[]
  /** How long that took, in ms. */
  tookMs: number
}

/** The last step of a start: only from here on webhooks bring anything to the user. */
export const completeStart = async (
  session: Session,
  { userId, userName, userLabel, sent, tookMs }: Started
): Promise<void> => {
  const { client, conversation, ctx, deadline, visitorId, words } = session
  const tags = {
    visitorId,
    userLabel,
    openedAt: String(sent[0]?.createdAt ?? 'unknown'),
    openingId: sent[0]?.id ?? '',
    startTook: String(tookMs),
    extraIds: withExtraIds(conversation.tags.extraIds, sent),
    ...(ctx.configuration.ownNames
      ? { ownName: truncate(personName(userName, words) ?? userLabel, MAX_OWN_NAME_LENGTH) }
      : {}),
    unsettled: 'true',
  }
  await Promise.all([
    repeatedly(
      () => withinTime(client.updateConversation({ id: conversation.id, tags }), LAST_STEP_MS, noAnswer),
      deadline
    ),
    withinTime(announce(session, userId), ANNOUNCING_MS, () => undefined),
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
