import type { ChatLog, Session } from './chat'

/** A chat and the session it is handed over in, as it was when it was looked at. */
export type Handover = { chat: ChatLog; session: Session }

/** All sessions the plugin knows, over or not. */
export class Handovers {
  private readonly chats = new Map<string, ChatLog>()
  private readonly sessions = new Map<string, Session>()

  public begin(chat: ChatLog, conversationId: string): Session {
    this.chats.set(conversationId, chat)
    return this.write(chat, { conversationId, active: true })
  }

  /** The handover of an active session; what comes for another is dropped without a sign. */
  public active(conversationId: string): Handover | undefined {
    const session = this.sessions.get(conversationId)
    const chat = this.chats.get(conversationId)
    return chat && session?.active ? { chat, session } : undefined
  }

  /** Changes some fields of a session; the others are as they are by now. */
  public change(conversationId: string, fields: Partial<Pick<Session, 'active' | 'assignedUserId'>>): void {
    const session = this.sessions.get(conversationId)
    const chat = this.chats.get(conversationId)
    if (chat && session) {
      this.write(chat, { ...session, ...fields })
    }
  }

  private write(chat: ChatLog, session: Session): Session {
    this.sessions.set(session.conversationId, session)
    chat.setSession(session)
    return session
  }
}
