import { pause } from '../pause'
import { LONGEST_INVOCATION_MS } from '../session/invocation'
import { SessionBusyError } from '../session/lease'
import type { Client } from '../types'

/**
 * How long after `startHitl` the HITL plugin needs to activate the session, in ms; whatever comes before is
 * swallowed without a sign (a few calls of the plugin to Botpress).
 */
const ACTIVATION_MS = 2_000

/** How long to wait for `startHitl` to finish, in ms. Automatic greetings of Brevo come that early. */
const START_WAIT_MS = 8_000

const POLL_MS = 500

type Found = Awaited<ReturnType<Client['getConversation']>>['conversation']

/**
 * Waits until messages for the user will reach them.
 * @returns the conversation as it is then; undefined when its start has died and nobody will ever read in it
 * @throws {SessionBusyError} when it takes too long
 */
export const whenReady = async (client: Client, found: Found): Promise<Found | undefined> => {
  const giveUpAt = Date.now() + START_WAIT_MS
  let conversation = found
  while (!conversation.tags.openedAt) {
    if (Date.now() - Date.parse(conversation.createdAt) > LONGEST_INVOCATION_MS) {
      return undefined
    }
    if (Date.now() > giveUpAt) {
      throw new SessionBusyError('The session is still being started')
    }
    await pause(POLL_MS)
    conversation = (await client.getConversation({ id: found.id })).conversation
  }
  // Another instance's clock may be ahead: no longer than needed.
  const leftMs = Number(conversation.tags.openedAt) + ACTIVATION_MS - Date.now()
  await pause(Math.min(ACTIVATION_MS, Math.max(0, leftMs)))
  return conversation
}
