import { textIn } from '../../shared/json'
import type { Arrival } from '../api/backend'
import type { Event, Message } from '../api/records'
import type { Platform } from '../platform'
import type { Chat, Session } from './chat'
import { TEXTS } from './texts'

/** A chat and the session it is handed over in, as it was when it was looked at. */
type Handover = { chat: Chat; session: Session }

const nothing = (): void => {}

/** What the plugin does with messages and events of the integration. */
export class Arrivals {
  public constructor(
    private readonly platform: Platform,
    private readonly chats: readonly Chat[]
  ) {}

  /**
   * Begins to deal with something: looks at its session as it is now.
   * @returns ends it, and writes what came of that look, whatever the session has become meanwhile
   */
  public begin(arrival: Arrival): () => void {
    return arrival.kind === 'message' ? this.beginMessage(arrival.message) : this.beginEvent(arrival.event)
  }

  private beginMessage({ conversationId, userId, type, payload }: Message): () => void {
    const handover = this.active(conversationId)
    if (!handover) {
      return nothing
    }
    return () => {
      if (handover.session.assignedUserId === undefined && this.platform.world.assignsFirstAuthor) {
        this.assign(handover, userId)
      }
      const author = this.platform.store.users.get(userId)
      handover.chat.add('agent', { type, payload }, { name: author?.name, pictureUrl: author?.pictureUrl })
    }
  }

  private beginEvent({ type, payload }: Event): () => void {
    const conversationId = textIn(payload, 'conversationId')
    if ('conversationId' in payload && !this.platform.store.conversations.get(conversationId)) {
      this.platform.warn(`event ${type}: the plugin cannot load conversation "${conversationId}"`)
      return nothing
    }
    const handover = this.active(conversationId)
    if (handover && type === 'hitlAssigned') {
      return () => this.assign(handover, textIn(payload, 'userId'))
    }
    if (handover && type === 'hitlStopped') {
      return () => {
        handover.chat.change(conversationId, { active: false })
        handover.chat.notice('closed', TEXTS.closed)
      }
    }
    return nothing
  }

  /** The handover of an active session; what comes for another is dropped without a sign. */
  private active(conversationId: string): Handover | undefined {
    const chat = this.chats.find((each) => each.session()?.conversationId === conversationId)
    const session = chat?.session()
    return chat && session?.active ? { chat, session } : undefined
  }

  private assign({ chat, session }: Handover, assignedUserId: string): void {
    if (!this.platform.store.users.get(assignedUserId)) {
      this.platform.warn(`the assigned agent is a user that does not exist: "${assignedUserId}"`)
    }
    chat.change(session.conversationId, { assignedUserId })
    chat.notice('joined', TEXTS.joined)
  }
}
