import type { Chat, ChatLine } from '../index'
import type { Setup } from './integration'

/** The lines as one reads them: who or what kind, and the text. */
export const shown = (lines: ChatLine[]): string[] =>
  lines.map(({ from, kind, text, type }) => `${kind ?? from}: ${text ?? type}`)

/** What Botpress asked of the integration, in order. */
export const dispatches = ({ wire }: Setup): string[] => wire.calls({ to: 'integration' }).map((call) => call.operation)

const sessionId = (chat: Chat): string => chat.session()?.conversationId ?? ''

/** An agent writes in the chat's session; @returns the agent's Botpress user */
export const agentSays = async ({ client, botpress }: Setup, chat: Chat, text: string, name = 'Julia') => {
  const { user } = await client.getOrCreateUser({ tags: { agentId: name }, name, discriminateByTags: ['agentId'] })
  const conversationId = sessionId(chat)
  await client.createMessage({ conversationId, userId: user.id, type: 'text', payload: { text }, tags: {} })
  await botpress.settled()
  return user.id
}

/** The agent closes the chat's session. */
export const stop = async ({ client, botpress }: Setup, chat: Chat): Promise<void> => {
  await client.createEvent({ type: 'hitlStopped', payload: { conversationId: sessionId(chat) } })
  await botpress.settled()
}
