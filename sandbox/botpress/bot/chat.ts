import type { Saying } from './answers'

/** Lines of a chat that are about the conversation rather than part of it. */
export type NoticeKind = 'escalated' | 'joined' | 'closed' | 'ended'

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

/** What a chat asks of its surroundings. `changed`: told of every new line and every change of the session. */
export type ChatTools = { now: () => number; newId: (kind: 'conv' | 'user' | 'msg') => string; changed: () => void }

/** A chat's memory: its lines, its user and its session. */
export class ChatLog {
  /** Whether an escalation has begun and neither failed nor become a session yet. */
  public starting = false
  /** Whether stopHitl failed: the flow hangs, the user hears no more of the bot. */
  public hung = false
  /** What the integration threw at each escalation that failed, oldest first; the user reads nothing of it. */
  public readonly failures: string[] = []
  private readonly said: ChatLine[] = []
  private current: Session | undefined

  public constructor(
    public readonly id: string,
    public readonly user: UpstreamUser,
    /** What the next escalation follows. */
    public card: Card,
    private readonly tools: ChatTools
  ) {}

  /** All lines, oldest first. */
  public lines(): ChatLine[] {
    return [...this.said]
  }

  /** The last session, over or not; undefined before the first. */
  public session(): Session | undefined {
    return this.current
  }

  public add(from: ChatLine['from'], { type, payload }: Saying, details: LineDetails = {}): void {
    const text = payload['text']
    this.said.push({
      id: this.tools.newId('msg'),
      from,
      type,
      payload,
      ...(typeof text === 'string' ? { text } : {}),
      ...details,
      at: this.tools.now(),
    })
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
