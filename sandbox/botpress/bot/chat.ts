import type { Saying } from './answers'

/** Lines of a chat that are about the conversation rather than part of it. */
export type NoticeKind = 'escalated' | 'joined' | 'closed' | 'ended' | 'timedOut'

/** One line of an upstream chat, as the user sees it. */
export type ChatLine = {
  id: string
  /** `notice`: said by the bot about the conversation. */
  from: 'user' | 'bot' | 'agent' | 'notice'
  kind?: NoticeKind
  type: string
  payload: Record<string, unknown>
  /** The payload's text, when it has one. */
  text?: string
  /** Name and picture of the agent who wrote it. */
  name?: string
  pictureUrl?: string
  /** Epoch ms, by the service's clock. */
  at: number
}

/** The end user as the upstream channel knows them; `downstreamId` once linked by createUser. */
export type UpstreamUser = { id: string; name?: string; email?: string; pictureUrl?: string; downstreamId?: string }

/** What the bot's owner has set on the "Start HITL" card. */
export type Card = {
  title?: string
  description?: string
  userName?: string
  userEmail?: string
  hitlSession?: Record<string, unknown>
}

/** A handover, as the plugin remembers it. */
export type Session = { conversationId: string; active: boolean; assignedUserId?: string }

type LineDetails = Partial<Pick<ChatLine, 'kind' | 'name' | 'pictureUrl'>>

/** The chat's memory: its lines, its user, its session, and who listens. */
export class ChatLog {
  public current: Session | undefined
  /** An escalation has begun and neither failed nor become a session yet. */
  public starting = false
  /** stopHitl failed: the flow hangs, the user hears no more of the bot. */
  public hung = false
  /** With what the integration refused each escalation that failed; the bot's owner reads it, the user does not. */
  public readonly failures: string[] = []
  private readonly said: ChatLine[] = []
  private readonly listeners = new Set<(line: ChatLine) => void>()

  public constructor(
    public readonly id: string,
    public readonly user: UpstreamUser,
    public card: Card,
    private readonly tools: { now: () => number; newId: () => string; changed: () => void }
  ) {}

  public lines(): ChatLine[] {
    return [...this.said]
  }

  /** @returns a function that ends the listening */
  public onLine(listener: (line: ChatLine) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  public add(from: ChatLine['from'], { type, payload }: Saying, details: LineDetails = {}): void {
    const text = payload['text']
    const line: ChatLine = {
      id: this.tools.newId(),
      from,
      type,
      payload,
      ...(typeof text === 'string' ? { text } : {}),
      ...details,
      at: this.tools.now(),
    }
    this.said.push(line)
    for (const listener of this.listeners) {
      listener(line)
    }
    this.tools.changed()
  }

  /** An escalation has failed. */
  public fail(message: string): void {
    this.failures.push(message)
    this.starting = false
    this.tools.changed()
  }

  public notice(kind: NoticeKind, text: string): void {
    this.add('notice', { type: 'text', payload: { text } }, { kind })
  }

  /** Sets or changes the session and tells who listens. */
  public setSession(session: Session): void {
    this.current = session
    this.tools.changed()
  }
}
