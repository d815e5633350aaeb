import type { Response } from '@botpress/sdk'
import { atMostHourly } from './at-most-hourly'
import type * as bp from './bp'
import { BrevoError } from './brevo/error'
import { causeOf, GoneError, originOf, UnannouncedError } from './errors'
import { onCheckEvent } from './from-brevo/check-event'
import { onFragment } from './from-brevo/conversation-fragment'
import { onStarted } from './from-brevo/conversation-started'
import { onTranscript } from './from-brevo/conversation-transcript'
import { apologise } from './from-brevo/end-notice'
import { unmerged } from './from-brevo/merged-visitor'
import { parseEvent, parseHead, type BrevoEvent, type EventHead, type EventName } from './from-brevo/parse-event'
import { isAuthorised } from './from-brevo/webhook-secret'
import { guarded, type Tools } from './guard'
import { conversationOf, findSession } from './session/find-session'
import { unreadSession } from './session/session'
import { isForCheck, looksLikeOurs, readVisitorId, sealFor, type VisitorOrigin } from './session/visitor-id'
import { BUDGET_MS, withinTime } from './time'
import { wordingFor } from './wording/wording-for'

/** When Brevo gets an answer at the latest, in ms, even if something hangs. */
const ANSWER_MS = 7_900

/** How long an apology may wait to know under which agent it comes, in ms. */
const LOOK_MS = 400

/** After how many seconds Brevo should send an event again; its own first repetition comes after 10 minutes. */
const RETRY_AFTER_S = '60'

/** The events of Brevo that concern a session; to support another one, add a line. */
const eventHandlers: Record<EventName, (tools: Tools, event: BrevoEvent, conversationId: string) => Promise<void>> = {
  conversationStarted: onStarted,
  conversationFragment: onFragment,
  conversationTranscript: onTranscript,
}

const answer = (status: number, body: string, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
})

/** The same for every event, be it a session's, a stranger's or one with a false seal: the answer tells nobody which. */
const received = (): Response => answer(200, 'OK')

/** 429 is the one answer after which Brevo sends an event again under every reading of its documentation. */
const comeAgain = (): Response => answer(429, 'Please send it again later.', { 'retry-after': RETRY_AFTER_S })

const REFUSED =
  "A request to the webhook was refused, because the webhook secret is missing in it or wrong. If Brevo sent it, agents' answers do not arrive: add ?secret= and your webhook secret to the URL that is entered in Brevo. (This is said once an hour at most.)"

const FOREIGN =
  'An event was left alone. It is of another bot on the same Brevo account, or of a conversation begun under another webhook secret or API key: such a one gets no more answers. (This is said once an hour at most.)'

/** Where an agent's message enters. 200: done or not for us; 429: once more later; other 4xx: never again. */
const receive = async (tools: Tools & { req: bp.HandlerProps['req'] }): Promise<Response> => {
  const { req, ctx, logger } = tools
  if (req.method.toUpperCase() !== 'POST') {
    return answer(405, 'Brevo sends its events with POST.')
  }
  if (!isAuthorised(req, ctx.configuration.webhookSecret)) {
    atMostHourly('secret', () => logger.forBot().warn(REFUSED))
    return answer(401, 'The webhook secret is missing or wrong: add ?secret=… to the URL that is entered in Brevo.')
  }
  const body = bodyOf(req.body ?? '')
  const given = parseHead(body)
  if (!given) {
    return answer(400, 'This is not an event of Brevo Conversations.')
  }
  const seal = sealFor(ctx)
  const head = unmerged(given, body, seal)
  const origin = readVisitorId(head.visitorId, seal)
  if (!origin) {
    if (looksLikeOurs(head.visitorId)) {
      atMostHourly('seal', () => logger.forBot().warn(FOREIGN))
    }
    return received()
  }
  const work = handleEvent(tools, head, body, origin)
  const answering = work.then(received, (thrown: unknown) => failure(thrown, head, logger))
  return await withinTime(answering, ANSWER_MS, comeAgain)
}

/** @see receive */
export const handler: bp.IntegrationProps['handler'] = guarded(
  'Receiving an event of Brevo',
  BUDGET_MS.webhook,
  receive
)

const handleEvent = async (tools: Tools, head: EventHead, body: unknown, origin: VisitorOrigin): Promise<void> => {
  const { ctx } = tools
  const conversationId = await conversationOf(tools, origin, head.visitorId)
  if (isForCheck(head.visitorId)) {
    await onCheckEvent(tools, head.name, conversationId)
    return
  }
  const event = parseEvent(head, body, conversationId)
  const { sendAgain } = wordingFor(ctx.configuration.language)
  // An apology that came back without its mark is left out here, or each would bring the next while Botpress fails.
  const agentMessages = event.agentMessages.filter(
    ({ kind, text }) => (kind === 'person' || ctx.configuration.automaticMessages === true) && text.trim() !== sendAgain
  )
  try {
    await eventHandlers[head.name](tools, { ...event, agentMessages }, conversationId)
  } catch (thrown: unknown) {
    const isTechnical = ![GoneError, BrevoError, UnannouncedError].some((kind) => thrown instanceof kind)
    if (isTechnical && agentMessages.length > 0) {
      const unread = unreadSession(tools, conversationId)
      const looking = findSession(tools, conversationId).catch(() => unread)
      await apologise(await withinTime(looking, LOOK_MS, () => unread))
    }
    throw thrown
  }
}

/** @returns undefined for what is no JSON. Its size needs no bound: Lambda takes 6 MB at most. */
const bodyOf = (raw: string): unknown => {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

const failure = (thrown: unknown, { name }: EventHead, logger: bp.Logger): Response => {
  if (thrown instanceof GoneError) {
    logger.info(`${name} is for a conversation that is gone: ${causeOf(thrown)}`)
    return received()
  }
  logger.warn(`${name} could not be handled, Brevo is asked to send it again: ${causeOf(thrown)}${originOf(thrown)}`)
  return comeAgain()
}
