import { isApiError, type Client } from '@botpress/client'

/** Status and type of the error a call ends in. */
export const errorOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
  } catch (thrown: unknown) {
    return isApiError(thrown) ? `${thrown.code} ${thrown.type}` : String(thrown)
  }
  return 'none'
}

/** A conversation and someone to write in it. */
export const openConversation = async (client: Client): Promise<{ conversationId: string; userId: string }> => {
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  const { user } = await client.createUser({ tags: {} })
  return { conversationId: conversation.id, userId: user.id }
}
