import type { ChatLog, Session } from './chat'

/** A chat and the session it is handed over in, as it was when it was looked at. */
export type Handover = { chat: ChatLog; session: Session }

/** The chats that were handed over, by the conversations of their sessions. */
export class Handovers {
  private readonly chats = new Map<string, ChatLog>()

  public begin(chat: ChatLog, conversationId: string): void {
    this.chats.set(conversationId, chat)
    chat.setSession({ conversationId, active: true })
  }

  /** The handover of an active session; what comes for another is dropped without a sign. */
  public active(conversationId: string): Handover | undefined {
    const handover = this.find(conversationId)
    return handover?.session.active ? handover : undefined
  }

  /** Changes some fields of a session; the others are as they are by now. */
  public change(conversationId: string, fields: Partial<Pick<Session, 'active' | 'assignedUserId'>>): void {
    const { chat, session } = this.find(conversationId) ?? {}
    if (session) {
      chat?.setSession({ ...session, ...fields })
    }
  }

  /** A session that another one of its chat has followed is no more there. */
  private find(conversationId: string): Handover | undefined {
    const chat = this.chats.get(conversationId)
    const session = chat?.session()
    return chat && session?.conversationId === conversationId ? { chat, session } : undefined
  }
}
