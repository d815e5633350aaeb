import { randomUUID } from 'node:crypto'
import { DEFAULT_SESSION_OVER_NOTICE } from '../../definitions/defaults'
import { SessionBusyError } from '../session/lease'
import type { Session } from '../session/session'
import { sendText, SENDING_BUDGET_MS } from '../to-brevo/send'

/** How long a notice that is being sent keeps others from sending it, in ms, should its sender die. */
const CLAIM_MS = 45_000

/**
 * Tells an agent, once in a session, that it is over and nobody reads there.
 * @throws {SessionBusyError} while another invocation is sending it
 * @throws {BrevoError}
 */
export const giveNotice = async ({ ctx, client, conversation }: Session, visitorId: string): Promise<void> => {
  const state = { type: 'conversation', id: conversation.id, name: 'notice' } as const
  const claim = { by: randomUUID(), sent: false }
  const { payload } = (await client.getOrSetState({ ...state, payload: claim, expiry: CLAIM_MS })).state
  if (payload.sent) {
    return
  }
  if (payload.by !== claim.by) {
    throw new SessionBusyError('Another invocation is sending the notice')
  }
  const { apiKey, agentId, sessionOverNotice } = ctx.configuration
  const to = { apiKey, visitorId, agentId: conversation.tags.sendAs || agentId }
  try {
    await sendText(to, sessionOverNotice?.trim() || DEFAULT_SESSION_OVER_NOTICE, {
      deadline: Date.now() + SENDING_BUDGET_MS,
    })
  } catch (thrown: unknown) {
    await client.setState({ ...state, payload: claim, expiry: 1 })
    throw thrown
  }
  await client.setState({ ...state, payload: { ...claim, sent: true }, expiry: null })
}
