import { createHmac, timingSafeEqual } from 'node:crypto'
import type * as bp from '../bp'
import { packUlid, unpackUlid } from './ulid'

/*
 * A visitor id has 32 characters of [A-Za-z0-9_-], the longest that is known to be safe in Brevo:
 *
 *   bpc <conversation, 22> <seal, 7>    the Botpress conversation's id itself, so that no look-up is needed
 *   bph <hash, 22> <seal, 7>            for ids of a form not known today; looked up by tag
 *   bpC, bpH                            the same for a check of the set-up, which no session and no user stands behind
 *
 * The seal is an HMAC under the webhook secret, or the API key. It makes an id of ours recognisable without asking
 * anyone, keeps visitors of other bots on the same Brevo account out, and cannot be made up by whoever calls the
 * webhook.
 */

const PREFIX_LENGTH = 3
const BODY_LENGTH = 22
const SEAL_LENGTH = 7
const SHAPE = /^bp[chCH][A-Za-z0-9_-]{29}$/

/** What seals: something only the owner knows, and the installation that the webhook belongs to. */
export type Seal = { key: string; webhookId: string }

/** The seal of an installation. The webhook secret, where there is one, lets the API key be changed at any time. */
export const sealFor = ({ configuration, webhookId }: bp.Context): Seal => ({
  key: configuration.webhookSecret || configuration.apiKey,
  webhookId,
})

/** Whether an id looks like one of ours, whoever has sealed it. */
export const looksLikeOurs = (visitorId: string): boolean => SHAPE.test(visitorId)

/** What an id of ours says: the conversation it stands for, or that it has to be looked up by its tag. */
export type VisitorOrigin = { conversationId: string } | 'lookUp'

/** What a visitor of ours is for: the user of a session, or a check of the set-up. */
export type VisitorPurpose = 'session' | 'check'

const PREFIXES = {
  session: { carried: 'bpc', hashed: 'bph' },
  check: { carried: 'bpC', hashed: 'bpH' },
} as const satisfies Record<VisitorPurpose, object>

/** The visitor id for a Botpress conversation; the same one every time. */
export const makeVisitorId = (conversationId: string, seal: Seal, purpose: VisitorPurpose = 'session'): string => {
  const { carried, hashed } = PREFIXES[purpose]
  const packed = pack(conversationId)
  const unsealed = packed === undefined ? hashed + hashOf(conversationId, seal) : carried + packed
  return unsealed + sealOf(unsealed, seal)
}

/** Whether an id of ours is for a check of the set-up. */
export const isForCheck = (visitorId: string): boolean => /^bp[CH]/.test(visitorId)

/** Keyed, so that who knows a conversation can't tell its visitor. */
const hashOf = (conversationId: string, { key, webhookId }: Seal): string =>
  createHmac('sha256', key).update(`${webhookId}:id:${conversationId}`).digest('base64url').slice(0, BODY_LENGTH)

/** Whether the id carries its conversation, so that nothing has to be looked up. */
export const carriesConversation = (visitorId: string): boolean => /^bp[cC]/.test(visitorId)

/**
 * Reads an id that came from outside.
 * @returns undefined when this installation did not make it
 */
export const readVisitorId = (visitorId: string, seal: Seal): VisitorOrigin | undefined => {
  if (!SHAPE.test(visitorId)) {
    return undefined
  }
  const unsealed = visitorId.slice(0, PREFIX_LENGTH + BODY_LENGTH)
  const given = Buffer.from(visitorId.slice(PREFIX_LENGTH + BODY_LENGTH))
  if (!timingSafeEqual(given, Buffer.from(sealOf(unsealed, seal)))) {
    return undefined
  }
  return carriesConversation(visitorId) ? { conversationId: unpack(unsealed.slice(PREFIX_LENGTH)) } : 'lookUp'
}

const sealOf = (unsealed: string, { key, webhookId }: Seal): string =>
  createHmac('sha256', key).update(`${webhookId}:${unsealed}`).digest('base64url').slice(0, SEAL_LENGTH)

const CONVERSATION_PREFIX = 'conv_'

const pack = (conversationId: string): string | undefined =>
  conversationId.startsWith(CONVERSATION_PREFIX)
    ? packUlid(conversationId.slice(CONVERSATION_PREFIX.length))?.toString('base64url')
    : undefined

const unpack = (carried: string): string => CONVERSATION_PREFIX + unpackUlid(Buffer.from(carried, 'base64url'))
