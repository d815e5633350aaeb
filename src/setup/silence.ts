import type * as bp from '../bp'
import { warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { endingOf } from '../session/ending'
import { findSession } from '../session/find-session'
import { once } from '../session/once'
import type { FoundConversation, Session } from '../session/session'
import { readRecord } from './record'
import { webhookEntry } from './webhook-entry'

/** Brevo confirms a conversation within seconds. After so long, in ms, its event is not coming. */
const SILENT_MS = 60_000

/** How long ago a session may have begun to say something about the webhook of today, in ms. */
const RECENT_MS = 6 * 3_600_000

/** What that means, and what to do. */
const remedy = (webhookUrl: string | undefined, configuration: bp.Context['configuration']): string =>
  `If no event of Brevo arrives, the answers of your agents do not reach your users. ${webhookEntry(webhookUrl, configuration)} ` +
  'Then run the action "Check the set-up".'

/**
 * After a user's message: tells owner and bot, once in a session, when Brevo has not confirmed it and no agent has
 * answered. Never fails, for the message has been sent.
 * @param writtenAt when the message was written, by Botpress's clock in epoch ms
 */
export const reportSilence = async (session: Session, writtenAt: number): Promise<void> => {
  if (!isSilent(session.conversation, writtenAt) || session.conversation.tags.silent) {
    return
  }
  await warnIfItFails(
    session.logger,
    'That Brevo has not confirmed a conversation could not be announced',
    async () => {
      // What came with the message may be out of date.
      const now = await findSession(session, session.conversation.id)
      if (isSilent(now.conversation, writtenAt)) {
        await once(now, 'silence', () => announceSilence(now))
      }
    }
  )
}

/**
 * Whether an event of Brevo is known to have come for a session. Brevo's confirmation and an agent's answer leave a
 * trace, since they cost calls to Botpress anyway; an echo costs none and leaves none.
 */
const isHeard = ({ tags }: FoundConversation): boolean => Boolean(tags.heard || tags.agents || tags.relayedUntil)

/** Whether a session was begun long enough ago, goes on, and is neither confirmed nor answered. */
const isSilent = (conversation: FoundConversation, nowMs: number): boolean =>
  Boolean(conversation.tags.openedAt) &&
  !isHeard(conversation) &&
  !endingOf(conversation) &&
  nowMs - Date.parse(conversation.createdAt) > SILENT_MS

const announceSilence = async (session: Session): Promise<void> => {
  const { client, ctx, conversation, logger } = session
  const record = await readRecord(session)
  logger
    .forBot()
    .error(`Brevo has not confirmed conversation ${conversation.id}. ${remedy(record?.webhookUrl, ctx.configuration)}`)
  await client.updateConversation({ id: conversation.id, tags: { silent: 'true' } })
  await client.createEvent({ type: 'brevoSilent', payload: { hitlConversationId: conversation.id } })
}

/** Whether an event of Brevo has come for a session, or none in the time in which Brevo confirms one. */
export type Hearing = 'heard' | 'silent'

/** What a session of the last hours tells of the webhook; nothing yet, perhaps. @param nowMs Botpress's time, in epoch ms */
export const hearingOf = (conversation: FoundConversation, nowMs: number): Hearing[] => {
  if (nowMs - Date.parse(conversation.createdAt) >= RECENT_MS) {
    return []
  }
  return isHeard(conversation) ? ['heard'] : isSilent(conversation, nowMs) ? ['silent'] : []
}

/** Tells the bot's owner when sessions were begun in the last hours and none of them was confirmed or answered. */
export const reportSilentSessions = (
  { ctx, logger, webhookUrl }: Tools & { webhookUrl: string },
  sessions: Hearing[]
): void => {
  if (sessions.includes('silent') && !sessions.includes('heard')) {
    logger
      .forBot()
      .error(`Brevo has confirmed no conversation of the last hours. ${remedy(webhookUrl, ctx.configuration)}`)
  }
}
