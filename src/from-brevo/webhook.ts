import { RECEIVED_FROM } from '../brevo/client'
import { causeOf, isNotFound, originOf } from '../log'
import { looksLikeOurs, readVisitorId, sealFor, type VisitorOrigin } from '../session/visitor-id'
import type { Client, HandlerProps, Handlers, WebhookRequest, WebhookResponse } from '../types'
import { parseEvent, parseHead, type BrevoEvent, type EventHead } from './event'
import { onFragment } from './fragment'
import { isAuthorised } from './secret'
import { onStarted } from './started'
import { onTranscript } from './transcript'

/** Longest body, in bytes: a transcript of several thousand messages is smaller. */
const MAX_BODY_BYTES = 2_000_000

type EventHandler = (props: HandlerProps, event: BrevoEvent, conversationId: string) => Promise<void>

/** The events of Brevo that concern a session; to support another one, add a line. */
const handlers = new Map<string, EventHandler>([
  ['conversationStarted', onStarted],
  ['conversationFragment', onFragment],
  ['conversationTranscript', onTranscript],
])

const answer = (status: number, text: string): WebhookResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: text,
})

/**
 * Where an agent's message enters. The status tells Brevo what to do: 200 done or not for us, 4xx never again,
 * 503 once more later.
 */
export const webhook: Handlers['handler'] = async ({ req, client, ctx, logger }) => {
  const refusal = refuse(req, ctx.configuration.webhookSecret)
  if (refusal) {
    return refusal
  }
  const body = parseJson(req.body ?? '')
  const head = parseHead(body)
  if (!head) {
    return answer(400, 'This is not an event of Brevo Conversations.')
  }
  const handler = handlers.get(head.name)
  const origin = readVisitorId(head.visitorId, sealFor(ctx))
  if (!handler || !origin) {
    noteForeignSeal(head, logger)
    return answer(200, 'Not for this integration.')
  }
  try {
    const conversationId = await findConversation(client, origin, head.visitorId)
    if (conversationId !== undefined) {
      await handler({ client, ctx, logger }, parseEvent(head, body, RECEIVED_FROM), conversationId)
    }
    return answer(200, 'Done.')
  } catch (thrown: unknown) {
    return failure(thrown, head, logger)
  }
}

const refuse = (req: WebhookRequest, secret: string | undefined): WebhookResponse | undefined => {
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

const findConversation = async (
  client: Client,
  origin: VisitorOrigin,
  visitorId: string
): Promise<string | undefined> => {
  if (origin !== 'lookUp') {
    return origin.conversationId
  }
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { visitorId } })
  return conversations[0]?.id
}

/** Another bot's visitor on the same Brevo account, or a session begun before the key or the secret was changed. */
const noteForeignSeal = ({ name, visitorId }: EventHead, logger: HandlerProps['logger']): void => {
  if (looksLikeOurs(visitorId)) {
    logger
      .forBot()
      .debug(`${name} left alone: another bot's, or of a session begun under another API key or webhook secret.`)
  }
}

const failure = (thrown: unknown, event: EventHead, logger: HandlerProps['logger']): WebhookResponse => {
  if (isNotFound(thrown)) {
    logger.info(`${event.name} is for a conversation that is gone: ${causeOf(thrown)}`)
    return answer(200, 'The conversation is gone.')
  }
  logger.warn(`${event.name} could not be taken, Brevo will send it again: ${causeOf(thrown)}\n${originOf(thrown)}`)
  return answer(503, 'Please send it again later.')
}
