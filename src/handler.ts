import type * as bp from './bp'
import { BrevoError } from './brevo/error'
import { RECEIVED_FROM } from './brevo/client'
import { causeOf, isNotFound, originOf } from './errors'
import { onFragment } from './from-brevo/conversation-fragment'
import { onStarted } from './from-brevo/conversation-started'
import { onTranscript } from './from-brevo/conversation-transcript'
import { apologise } from './from-brevo/end-notice'
import { parseEvent, parseHead, type BrevoEvent, type EventHead } from './from-brevo/parse-event'
import { isAuthorised } from './from-brevo/webhook-secret'
import { guarded, type Tools } from './guard'
import { conversationOf } from './session/find-session'
import { sessionOf } from './session/session'
import { looksLikeOurs, readVisitorId, sealFor } from './session/visitor-id'
import { BUDGET_MS, pause, type Deadline } from './time'

/** Longest body, in bytes: a transcript of several thousand messages is smaller. */
const MAX_BODY_BYTES = 4_000_000

/** When Brevo gets an answer at the latest, in ms, even if something hangs. */
const ANSWER_MS = 7_900

/** After how many seconds Brevo should send an event again; its own first repetition comes after 10 minutes. */
const RETRY_AFTER_S = '60'

type EventHandler = (tools: Tools, event: BrevoEvent, conversationId: string) => Promise<void>

/** The events of Brevo that concern a session; to support another one, add a line. */
const eventHandlers = new Map<string, EventHandler>([
  ['conversationStarted', onStarted],
  ['conversationFragment', onFragment],
  ['conversationTranscript', onTranscript],
])

const answer = (status: number, body: string, headers: Record<string, string> = {}): bp.WebhookResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
})

/** 429 is the one answer after which Brevo sends an event again under every reading of its documentation. */
const comeAgain = (): bp.WebhookResponse => answer(429, 'Please send it again later.', { 'retry-after': RETRY_AFTER_S })

/** Where an agent's message enters. 200: done or not for us; 429: once more later; other 4xx: never again. */
const receive = async (
  props: bp.HandlerProps & { req: bp.WebhookRequest },
  deadline: Deadline
): Promise<bp.WebhookResponse> => {
  const { req, ctx, logger } = props
  const refusal = refuse(req, ctx.configuration.webhookSecret)
  if (refusal) {
    return refusal
  }
  const body = parseJson(req.body ?? '')
  const head = parseHead(body)
  if (!head) {
    return answer(400, 'This is not an event of Brevo Conversations.')
  }
  const handle = eventHandlers.get(head.name)
  const origin = readVisitorId(head.visitorId, sealFor(ctx))
  if (!handle || !origin) {
    noteForeignSeal(head, logger)
    return answer(200, 'Not for this integration.')
  }
  const event = parseEvent(head, body, RECEIVED_FROM)
  const tools = { ...props, deadline }
  const work = conversationOf(tools, origin, head.visitorId)
    .then((conversationId) => handleEvent(tools, event, conversationId, handle))
    .catch((thrown: unknown) => failure(thrown, head, logger))
  return await Promise.race([work, pause(ANSWER_MS).then(comeAgain)])
}

/** @see receive */
export const handler: bp.IntegrationProps['handler'] = guarded(
  'Receiving an event of Brevo',
  BUDGET_MS.webhook,
  receive
)

const handleEvent = async (
  tools: Tools,
  event: BrevoEvent,
  conversationId: string,
  handle: EventHandler
): Promise<bp.WebhookResponse> => {
  try {
    await handle(tools, event, conversationId)
    return answer(200, 'Done.')
  } catch (thrown: unknown) {
    const isTechnical = !isNotFound(thrown) && !(thrown instanceof BrevoError)
    if (isTechnical && event.agentMessages.length > 0) {
      await apologise(sessionOf(tools, { id: conversationId, tags: {}, createdAt: '', updatedAt: '' }))
    }
    throw thrown
  }
}

const refuse = (req: bp.WebhookRequest, secret: string | undefined): bp.WebhookResponse | undefined => {
  if (req.method.toUpperCase() !== 'POST') {
    return answer(405, 'Brevo sends its events with POST.')
  }
  if (!isAuthorised(req, secret)) {
    return answer(401, 'The webhook secret is missing or wrong: add ?secret=… to the URL that is entered in Brevo.')
  }
  return Buffer.byteLength(req.body ?? '') > MAX_BODY_BYTES ? answer(413, 'The body is too large.') : undefined
}

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Another bot's visitor on the same Brevo account, or a session begun before the key or the secret was changed. */
const noteForeignSeal = ({ name, visitorId }: EventHead, logger: bp.Logger): void => {
  if (looksLikeOurs(visitorId)) {
    logger
      .forBot()
      .debug(`${name} left alone: another bot's, or of a session begun under another API key or webhook secret.`)
  }
}

const failure = (thrown: unknown, { name }: EventHead, logger: bp.Logger): bp.WebhookResponse => {
  if (isNotFound(thrown)) {
    logger.info(`${name} is for a conversation that is gone: ${causeOf(thrown)}`)
    return answer(200, 'The conversation is gone.')
  }
  logger.warn(`${name} could not be handled, Brevo is asked to send it again: ${causeOf(thrown)}${originOf(thrown)}`)
  return comeAgain()
}
