import { textIn } from '../../shared/json'
import type { Outcome } from '../options'
import type { Platform } from '../platform'
import type { Saying } from './answers'
import type { Chat, Session } from './chat'
import type { ChatLine } from './chat-line'
import { TEXTS } from './texts'

/** Types of message that travel between user and agent. */
const RELAYED = new Set(['text', 'image', 'video', 'audio', 'file', 'bloc'])

/** How much of the chat startHitl gets. */
const HISTORY = 20

/** A line of the chat as startHitl gets it: whoever is not the user is the bot. */
const asHistory = ({ from, type, payload }: ChatLine, userId: string): object => ({
  source: from === 'user' ? { type: 'user', userId } : { type: 'bot' },
  type,
  payload,
})

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** Does what the official HITL plugin does, in its order. */
export class HitlPlugin {
  /** Whether the farewell line reaches the integration after stopHitl, not together with it. No order is promised. */
  public isFarewellLate = false

  public constructor(protected readonly platform: Platform) {}

  /** Hands a chat over: the line to the user first, then createUser when not linked yet, then startHitl. */
  public async escalate(chat: Chat): Promise<Outcome> {
    if (chat.session()?.active) {
      return { ok: true }
    }
    chat.starting = true
    try {
      chat.notice('escalated', TEXTS.escalated)
      await this.start(chat, await this.link(chat))
      return { ok: true }
    } catch (thrown: unknown) {
      chat.fail(textOf(thrown))
      return { ok: false, message: textOf(thrown) }
    } finally {
      chat.starting = false
    }
  }

  /** Takes a user's message downstream; ends when the integration has dealt with it. */
  public async relay(chat: Chat, session: Session, { type, payload }: Saying): Promise<void> {
    if (!RELAYED.has(type)) {
      chat.add('bot', { type: 'text', payload: { text: 'Sorry, the agent cannot receive that.' } })
      return
    }
    const downstream = { type, payload: { ...payload, userId: chat.user.downstreamId } }
    await this.platform.postMessage(session.conversationId, downstream)
  }

  /** Ends a session from the user's side: farewell downstream, session over, stopHitl. */
  public async end(chat: Chat, session: Session): Promise<void> {
    const farewell = { type: 'text', payload: { text: TEXTS.farewell } }
    const sayFarewell = (): Promise<void> => this.platform.postMessage(session.conversationId, farewell)
    const early = this.isFarewellLate ? undefined : sayFarewell()
    chat.change(session.conversationId, { active: false })
    try {
      await this.platform.callAction('stopHitl', { conversationId: session.conversationId })
      chat.notice('ended', TEXTS.ended)
    } catch {
      chat.hung = true
    }
    await (early ?? sayFarewell())
  }

  private async link({ user, card }: Chat): Promise<string> {
    const { store, identity, warn } = this.platform
    if (user.downstreamId === undefined) {
      const fake = `${user.id}@no-reply.${identity.botId.replaceAll('_', '-')}.botpress.com`
      const output = await this.platform.callAction('createUser', {
        name: user.name ?? 'Unknown User',
        pictureUrl: user.pictureUrl,
        email: card.userEmail ?? user.email ?? fake,
      })
      const userId = textIn(output, 'userId')
      if (!store.users.get(userId)) {
        warn(`createUser returned an id that does not exist: "${userId}"`)
        throw new Error(`User with id "${userId}" not found`)
      }
      user.downstreamId = userId
    }
    return user.downstreamId
  }

  private async start(chat: Chat, userId: string): Promise<void> {
    const { store, world, warn } = this.platform
    const { title, description, hitlSession } = chat.card
    const lines = chat.lines().slice(-HISTORY)
    const history = lines.map((line) => asHistory(line, userId))
    const input = { userId, title, description, hitlSession, messageHistory: history }
    const conversationId = textIn(await this.platform.callAction('startHitl', input), 'conversationId')
    if (!store.conversations.get(conversationId)) {
      warn(`startHitl returned an id that does not exist: "${conversationId}"`)
      throw new Error(`Conversation with id "${conversationId}" not found`)
    }
    await store.clock.sleep(world.activationMs)
    chat.begin(conversationId)
  }
}
