import type * as bp from '../bp'
import { NotYetError } from '../errors'
import { endingOf } from '../session/ending'
import type { FoundConversation } from '../session/session'
import { pause } from '../time'

/** How the call that starts a session is known: by its content, and by a token that no other call has. */
export type StartCall = { key: string; token: string; sendAs: string | undefined }

/**
 * The platform repeats a call within this time, in ms; about as long as the call itself takes at most, and shorter than
 * a person needs to ask for an agent once more in another window.
 */
const REPETITION_MS = 30_000

/**
 * The conversation for a session. A repeated call gets that of the first one; a conversation that is over, that the user
 * has written in, or that is older than a repetition can be, is never handed out again.
 * @throws {NotYetError} when Botpress goes on finding such a one
 */
export const findOrCreate = async (client: bp.Client, call: StartCall): Promise<FoundConversation> => {
  let old: string | undefined
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const found = await getOrCreate(client, call)
    if (found.tags.startedBy === call.token) {
      return found
    }
    if (found.id === old) {
      await pause(PAUSE_MS)
    } else if (await isRepetition(client, found, call)) {
      return found
    } else {
      // The same words at another time: another session. The old one gives up its key, so that it is not found again.
      await client.updateConversation({ id: found.id, tags: { startKey: '' } })
      old = found.id
    }
  }
  throw new NotYetError('Botpress finds no conversation but that of an earlier call')
}

/** How often, and with which pauses in ms, it is asked until the old conversation's key is gone everywhere. */
const MOST_TRIES = 6
const PAUSE_MS = 600

const getOrCreate = async (client: bp.Client, { key, token, sendAs }: StartCall): Promise<FoundConversation> => {
  const { conversation } = await client.getOrCreateConversation({
    channel: 'hitl',
    tags: { startKey: key, startedBy: token, ...(sendAs ? { sendAs } : {}) },
    discriminateByTags: ['startKey'],
  })
  return conversation
}

/** Botpress's own clock tells the age: the token is written, and the answer says when. */
const isRepetition = async (client: bp.Client, found: FoundConversation, { token }: StartCall): Promise<boolean> => {
  const { conversation } = await client.updateConversation({ id: found.id, tags: { startedBy: token } })
  const ageMs = Date.parse(conversation.updatedAt) - Date.parse(conversation.createdAt)
  if (ageMs > REPETITION_MS || endingOf(conversation)) {
    return false
  }
  const { messages } = await client.listMessages({ conversationId: found.id })
  // Only where the session is active does anything go out to the agents; one of them may have written at once.
  return messages.every(({ direction }) => direction === 'incoming')
}
