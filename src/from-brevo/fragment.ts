import { readEnding, type Ending } from '../session/ending'
import { LONGEST_INVOCATION_MS } from '../session/invocation'
import { SessionBusyError } from '../session/lease'
import { sessionOf, type Session } from '../session/session'
import { flush } from '../to-brevo/flush'
import { mayTryNow, rememberUnsent } from '../to-brevo/postpone'
import { deadlineFromNow } from '../to-brevo/send'
import { isWaiting } from '../to-brevo/waiting'
import type { HandlerProps } from '../types'
import type { AgentMessage, BrevoEvent } from './event'
import { giveNotice } from './notice'
import { whenReady } from './ready'
import { relayToUser } from './relay'
import { lookUpMissing, relayedIds, type Relayed } from './relayed'

/** `conversationFragment`: agents' messages go to the user; after the end, the agent learns that nobody reads. */
export const onFragment = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  if (event.agentMessages.length === 0) {
    return
  }
  const { client } = props
  const deadline = deadlineFromNow()
  const [{ conversation }, ending, { messages }] = await Promise.all([
    client.getConversation({ id: conversationId }),
    readEnding(client, conversationId),
    client.listMessages({ conversationId }),
  ])
  const relayed = relayedIds(messages, conversation.tags)
  const ready = ending ? undefined : await whenReady(client, conversation)
  const session = sessionOf(props, ready ?? conversation)
  if (ready) {
    await relayToUser(session, event.agentMessages, relayed)
  } else if (!ending || (await isUnread(session, event.agentMessages, relayed, ending))) {
    await giveNotice(session, event.visitorId, deadline)
  }
  const anyWaiting = session.conversation.tags.waiting || messages.some(isWaiting)
  if (anyWaiting && mayTryNow(session)) {
    await flush(session, deadline)
  } else if (ending) {
    await rememberUnsent(client, conversationId, messages)
  }
}

/**
 * Whether the user will never read one of these messages.
 * @throws {SessionBusyError} when another invocation, which is ending the session, may still be telling them
 */
const isUnread = async (
  { client, conversation }: Session,
  messages: AgentMessage[],
  relayed: Relayed,
  ending: Ending
): Promise<boolean> => {
  const missing = await lookUpMissing(client, conversation.id, messages, relayed)
  const isLate = ({ createdAt }: AgentMessage) => ending.cause !== 'agent' || (createdAt ?? Infinity) > ending.told
  if (missing.length > 0 && !missing.some(isLate) && Date.now() - ending.at < LONGEST_INVOCATION_MS) {
    throw new SessionBusyError('Another invocation is ending the session')
  }
  return missing.length > 0
}
