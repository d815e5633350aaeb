import { randomUUID } from 'node:crypto'
import { isNotFound } from '../log'
import type { Client, Integration } from '../types'

/** How and when a session ended. */
export type Ending = Integration['states']['ending']['payload']

const stateOf = (conversationId: string) => ({ type: 'conversation', id: conversationId, name: 'ending' }) as const

/** The ending of a session, or undefined while it goes on. */
export const readEnding = async (client: Client, conversationId: string): Promise<Ending | undefined> => {
  try {
    const { state } = await client.getState(stateOf(conversationId))
    return state.payload
  } catch (thrown: unknown) {
    if (isNotFound(thrown)) {
      return undefined
    }
    throw thrown
  }
}

/**
 * Ends a session. The first caller does it; every other learns how it ended. Nothing ends a session twice.
 * @param told Brevo's time up to which the caller tells the user what agents wrote, in epoch ms
 * @returns `mine` for the one caller who has ended it
 */
export const claimEnding = async (
  client: Client,
  conversationId: string,
  cause: Ending['cause'],
  told = 0
): Promise<{ mine: boolean; ending: Ending }> => {
  const payload: Ending = { by: randomUUID(), at: Date.now(), cause, told, progress: 'claimed' }
  const { state } = await client.getOrSetState({ ...stateOf(conversationId), payload })
  return { mine: state.payload.by === payload.by, ending: state.payload }
}

/** Notes how far an ending has come: `failed` lets the next caller finish it at once, `announced` spares it asking. */
export const noteProgress = async (
  client: Client,
  conversationId: string,
  ending: Ending,
  progress: Ending['progress']
): Promise<void> => {
  await client.setState({ ...stateOf(conversationId), payload: { ...ending, progress } })
}
