import { randomUUID } from 'node:crypto'
import { isApiError } from '@botpress/client'
import type { Client, Integration } from '../types'

/** How and when a session ended. */
export type Ending = Integration['states']['ending']['payload']

const NOT_FOUND = 404

const stateOf = (conversationId: string) => ({ type: 'conversation', id: conversationId, name: 'ending' }) as const

/** The ending of a session, or undefined while it goes on. */
export const readEnding = async (client: Client, conversationId: string): Promise<Ending | undefined> => {
  try {
    const { state } = await client.getState(stateOf(conversationId))
    return state.payload
  } catch (thrown: unknown) {
    if (isApiError(thrown) && thrown.code === NOT_FOUND) {
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
  const payload: Ending = { by: randomUUID(), at: Date.now(), cause, told, open: false }
  const { state } = await client.getOrSetState({ ...stateOf(conversationId), payload })
  return { mine: state.payload.by === payload.by, ending: state.payload }
}

/** Lets the next caller finish an ending at once that this one could not finish. */
export const handOverEnding = async (client: Client, conversationId: string, ending: Ending): Promise<void> => {
  await client.setState({ ...stateOf(conversationId), payload: { ...ending, open: true } })
}
