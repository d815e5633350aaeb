import { createHash } from 'node:crypto'
import { BrevoClient } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { causeOf } from '../log'
import { OwnerError } from '../owner-error'
import { claimEnding, readEnding } from '../session/ending'
import { SessionBusyError } from '../session/lease'
import { sessionOf, type Session } from '../session/session'
import { carriesConversation, makeVisitorId, sealFor } from '../session/visitor-id'
import { userLabel } from '../to-brevo/label'
import { openingText, type Opening } from '../to-brevo/opening'
import { deadlineFromNow, sendText } from '../to-brevo/send'
import type { ActionInput, Client, Handlers } from '../types'

type Input = ActionInput<'startHitl'>

/**
 * A call with the same input within this time, in ms, is the platform repeating it, not a new session: about as long
 * as the call itself takes at most, and shorter than a person needs to ask for an agent once more in another window.
 */
const REPETITION_MS = 30_000

/** Longest time for the routing to a group, in ms. The session goes on without it. */
const GROUP_BUDGET_MS = 5_000

/**
 * Begins a session: a Botpress conversation, and one message to Brevo that opens the conversation there.
 * A repeated call finds the session of the first one. What fails is not kept for later: the bot must know.
 * @throws {OwnerError} that says what the bot's owner can do
 */
export const startHitl: Handlers['actions']['startHitl'] = async (props) => {
  const { client, ctx, input } = props
  const { user } = await client.getUser({ id: input.userId })
  const label = userLabel(ctx.configuration.userLabel, user.name)
  const conversation = await findOrCreate(client, input, label)
  if (conversation.tags.openedAt) {
    return { conversationId: conversation.id }
  }
  const session = sessionOf(props, conversation)
  const visitorId = await open(session, input, {
    name: user.name,
    email: user.tags.email,
    title: input.title,
    description: input.description,
    history: input.messageHistory,
    userLabel: label,
  })
  await announce(session, input.userId, visitorId)
  return { conversationId: conversation.id }
}

const findOrCreate = async (client: Client, input: Input, label: string) => {
  const startKey = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const sendAs = input.hitlSession?.agentId?.trim()
  const request = {
    channel: 'hitl' as const,
    tags: { startKey, userLabel: label, ...(sendAs ? { sendAs } : {}) },
    discriminateByTags: ['startKey' as const],
  }
  const { conversation } = await client.getOrCreateConversation(request)
  const isRepeated = Date.now() - Date.parse(conversation.createdAt) < REPETITION_MS
  if (isRepeated && !(conversation.tags.openedAt && (await readEnding(client, conversation.id)))) {
    return conversation
  }
  // The same words at another time: another session. The old one gives up its key, so that it is not found again.
  await client.updateConversation({ id: conversation.id, tags: { startKey: '' } })
  return (await client.getOrCreateConversation(request)).conversation
}

/** An id that does not carry its conversation is put on record before Brevo can come back with it. */
const visitorIdOf = async ({ client, ctx, conversation }: Session): Promise<string> => {
  const visitorId = conversation.tags.visitorId ?? makeVisitorId(conversation.id, sealFor(ctx))
  if (!carriesConversation(visitorId) && !conversation.tags.visitorId) {
    await client.updateConversation({ id: conversation.id, tags: { visitorId } })
  }
  return visitorId
}

/** @returns the visitor id under which Brevo has the conversation now */
const open = async (session: Session, input: Input, opening: Opening): Promise<string> => {
  const { client, ctx, conversation } = session
  const agentId = input.hitlSession?.agentId?.trim() || ctx.configuration.agentId
  try {
    const visitorId = await visitorIdOf(session)
    const to = { apiKey: ctx.configuration.apiKey, visitorId, agentId }
    const openingId = await sendText(to, openingText(opening), { deadline: deadlineFromNow() })
    await route(session, visitorId, input.hitlSession?.groupId)
    await complete(client, conversation.id, { visitorId, openingId })
    return visitorId
  } catch (thrown: unknown) {
    await closeFailed(session)
    const reason = thrown instanceof BrevoError ? `${remedyFor(thrown)} (${thrown.message})` : causeOf(thrown)
    throw new OwnerError(`The conversation could not be handed over to Brevo: ${reason}.`)
  }
}

/** The last step: only from here on webhooks bring anything to the user. */
const complete = async (client: Client, id: string, tags: { visitorId: string; openingId: string }): Promise<void> => {
  if (await readEnding(client, id)) {
    throw new SessionBusyError('An earlier try of the same call has given the session up')
  }
  await client.updateConversation({ id, tags: { ...tags, openedAt: String(Date.now()), unsettled: 'true' } })
}

/** Brevo may have opened the conversation although the call failed: an agent who answers there is told it is over. */
const closeFailed = async ({ client, conversation, logger }: Session): Promise<void> => {
  try {
    // In this order, so that a repeated call never finds a conversation that is over.
    await client.updateConversation({ id: conversation.id, tags: { startKey: '' } })
    await claimEnding(client, conversation.id, 'failedStart')
  } catch (thrown: unknown) {
    logger.warn(`Conversation ${conversation.id} of a failed start could not be marked as over: ${causeOf(thrown)}`)
  }
}

const route = async ({ ctx, logger, conversation }: Session, visitorId: string, groupId: string | undefined) => {
  const group = groupId?.trim()
  if (!group) {
    return
  }
  try {
    const brevo = new BrevoClient(ctx.configuration.apiKey)
    await brevo.setVisitorGroup(visitorId, group, Date.now() + GROUP_BUDGET_MS)
  } catch (thrown: unknown) {
    logger
      .forBot()
      .warn(
        `Conversation ${conversation.id} could not be routed to the group chosen on the "Start HITL" card and stays open to everyone. Check the group ID. ${causeOf(thrown)}`
      )
  }
}

/** The session stands in Brevo; that the bot could not be told of it is no reason to give it up. */
const announce = async ({ client, logger, conversation }: Session, userId: string, visitorId: string) => {
  const payload = { hitlConversationId: conversation.id, userId, visitorId }
  try {
    await client.createEvent({ type: 'hitlStarted', payload })
    logger.forBot().info(`Session started in conversation ${conversation.id}`)
  } catch (thrown: unknown) {
    logger.warn(`The event hitlStarted of conversation ${conversation.id} could not be emitted: ${causeOf(thrown)}`)
  }
}
