import type { Activity } from '../../shared/activity'
import { textIn } from '../../shared/json'
import type { Store } from '../api/store'
import type { Outcome } from '../options'
import { answerTo, asksForHuman, type Saying } from './answers'
import type { ChatLine, NoticeKind } from './chat-line'
import type { HitlPlugin } from './plugin'
import { END_COMMAND } from './texts'

/** What the bot's owner has set on the "Start HITL" card. */
export type Card = {
  title?: string
  description?: string
  userEmail?: string
  hitlSession?: Record<string, unknown>
}

type Person = { name?: string; email?: string; pictureUrl?: string }

/** Who opens a chat, and what the bot's owner has set for the handover. */
export type ChatOptions = Person & { card?: Card }

/** A handover, as the plugin remembers it. */
export type Session = { conversationId: string; active: boolean; assignedUserId?: string }

type Surroundings = {
  store: Store
  plugin: HitlPlugin
  activity: Activity
  /** Told of every new line and every change of the session. */
  changed: () => void
}

/** A web chat of one user with the bot, or through it with a human agent. */
export class Chat {
  public readonly id: string
  /** The end user as the upstream channel knows them; `downstreamId` once linked by createUser. */
  public readonly user: Person & { id: string; downstreamId?: string }
  /** What the next escalation follows. */
  public card: Card
  /** Whether an escalation has begun and neither failed nor become a session yet. */
  public starting = false
  /** Whether stopHitl failed: the flow hangs, the user hears no more of the bot. */
  public hung = false
  /** What the integration threw at each escalation that failed, oldest first; the user reads nothing of it. */
  public readonly failures: string[] = []
  private readonly said: ChatLine[] = []
  private current: Session | undefined
  private escalating: Promise<Outcome> | undefined

  public constructor(
    { card = {}, ...person }: ChatOptions,
    private readonly around: Surroundings
  ) {
    const { ids } = around.store
    this.id = ids.make('conv')
    this.user = { id: ids.make('user'), ...person }
    this.card = card
  }

  /** All lines, oldest first. */
  public lines(): ChatLine[] {
    return [...this.said]
  }

  /** The last session, over or not; undefined before the first. */
  public session(): Session | undefined {
    return this.current
  }

  /** Says a text as the user; see `send`. `/end` in a session ends it; "human", "agent" or "person" begins one. */
  public async say(text: string): Promise<void> {
    await this.send({ type: 'text', payload: { text } })
  }

  /** Sends a message of any type as the user. Ends when the bot, or the integration, has dealt with it. */
  public async send(saying: Saying): Promise<void> {
    const { plugin, activity } = this.around
    await activity.track(`user's ${saying.type}`, async () => {
      this.add('user', saying)
      const words = saying.type === 'text' ? textIn(saying.payload, 'text') : ''
      const session = this.session()
      if (this.hung || this.starting) {
        return
      }
      if (session?.active) {
        const isEnd = words.trim().toLowerCase() === END_COMMAND
        await (isEnd ? plugin.end(this, session) : plugin.relay(this, session, saying))
        return
      }
      if (asksForHuman(words)) {
        await this.escalate()
        return
      }
      this.add('bot', answerTo(saying))
    })
  }

  /** What the "Talk to a human" button does. Asked for twice at once, it is done once. */
  public async escalate(): Promise<Outcome> {
    if (this.hung) {
      return { ok: false, message: 'the flow hangs' }
    }
    const { plugin, activity } = this.around
    this.escalating ??= activity
      .track('escalation', () => plugin.escalate(this))
      .finally(() => {
        this.escalating = undefined
      })
    return this.escalating
  }

  public add(from: ChatLine['from'], { type, payload }: Saying, details: Partial<ChatLine> = {}): void {
    const { clock, ids } = this.around.store
    const text = payload['text']
    this.said.push({
      id: ids.make('msg'),
      from,
      type,
      payload,
      ...(typeof text === 'string' ? { text } : {}),
      ...details,
      at: clock.now(),
    })
    this.around.changed()
  }

  public notice(kind: NoticeKind, text: string): void {
    this.add('notice', { type: 'text', payload: { text } }, { kind })
  }

  /** An escalation has failed. */
  public fail(message: string): void {
    this.failures.push(message)
    this.starting = false
    this.around.changed()
  }

  public begin(conversationId: string): void {
    this.current = { conversationId, active: true }
    this.around.changed()
  }

  /** Changes some fields of a session, unless another one has followed it; the other fields are as they are by now. */
  public change(conversationId: string, fields: Partial<Omit<Session, 'conversationId'>>): void {
    if (this.current?.conversationId === conversationId) {
      this.current = { ...this.current, ...fields }
      this.around.changed()
    }
  }
}
