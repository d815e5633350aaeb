import type { Sandbox } from '../../sandbox'
import type { KeptView } from '../model'

const textOf = (type: string, payload: Record<string, unknown>): string => {
  const text = payload['text'] ?? payload['title']
  return typeof text === 'string' ? text : type
}

/**
 * What the integration keeps until Brevo takes it, as its own tags in Botpress say.
 * @param aheadMs how far the sandbox's clocks, by which the tags are dated, are ahead of the page's
 */
export const keptView = ({ botpress }: Sandbox, aheadMs: number): KeptView => {
  const chats = botpress.bot.chats()
  const sessions = botpress
    .conversations()
    .filter(({ tags }) => tags['waiting'] === 'true')
    .map(({ id, tags }) => {
      const retryAt = Number(tags['retryAt'])
      return {
        conversationId: id,
        customer: chats.find((chat) => chat.session()?.conversationId === id)?.user.name ?? 'A customer',
        ...(retryAt > 0 ? { retryAt: retryAt - aheadMs } : {}),
        lines: botpress
          .messages(id)
          .filter((message) => message.tags['waiting'] === 'true')
          .map((message) => textOf(message.type, message.payload)),
      }
    })
  return { sessions, ...(botpress.schedule ? { schedule: botpress.schedule } : {}) }
}
