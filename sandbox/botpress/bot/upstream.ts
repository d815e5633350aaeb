import { answerTo, asksForHuman, type Saying } from './answers'
import type { Card, ChatLine, ChatLog, Session, UpstreamUser } from './chat'
import type { Escalation, HitlPlugin } from './plugin'
import { END_COMMAND } from './texts'

/** A web chat of one user with the bot, or through it with a human agent. */
export class Chat {
  private escalating: Promise<Escalation> | undefined

  public constructor(
    private readonly log: ChatLog,
    private readonly plugin: HitlPlugin,
    private readonly track: <T>(label: string, work: () => Promise<T>) => Promise<T>
  ) {}

  public get id(): string {
    return this.log.id
  }

  public get user(): Readonly<UpstreamUser> {
    return this.log.user
  }

  /** Whether the flow hangs because stopHitl failed: the bot says nothing more. */
  public get hung(): boolean {
    return this.log.hung
  }

  /** Whether an escalation is under way. */
  public get starting(): boolean {
    return this.log.starting
  }

  /** What the integration threw at each escalation that failed, oldest first; the user reads nothing of it. */
  public get failures(): readonly string[] {
    return this.log.failures
  }

  /** The "Start HITL" card that the next escalation follows. */
  public set card(card: Card) {
    this.log.card = card
  }

  /** All lines, oldest first. */
  public lines(): ChatLine[] {
    return this.log.lines()
  }

  /** The last session, over or not; undefined before the first. */
  public session(): Session | undefined {
    return this.log.current
  }

  /** @returns a function that ends the listening */
  public onLine(listener: (line: ChatLine) => void): () => void {
    return this.log.onLine(listener)
  }

  /** Says a text as the user; see `send`. `/end` in a session ends it; "human", "agent" or "person" begins one. */
  public async say(text: string): Promise<void> {
    await this.send({ type: 'text', payload: { text } })
  }

  /** Sends a message of any type as the user. Ends when the bot, or the integration, has dealt with it. */
  public async send(saying: Saying): Promise<void> {
    await this.track(`user's ${saying.type}`, async () => {
      this.log.add('user', saying)
      const words = saying.type === 'text' ? String(saying.payload['text']) : ''
      const session = this.log.current
      if (this.log.hung || this.log.starting) {
        return
      }
      if (session?.active) {
        await (words.trim().toLowerCase() === END_COMMAND
          ? this.plugin.end(this.log, session, 'ended')
          : this.plugin.relay(this.log, session, saying))
        return
      }
      if (asksForHuman(words)) {
        await this.escalate()
        return
      }
      this.log.add('bot', answerTo(saying))
    })
  }

  /** What the "Talk to a human" button does. Asked for twice at once, it is done once. */
  public async escalate(): Promise<Escalation> {
    if (this.log.hung) {
      return { ok: false, message: 'the flow hangs' }
    }
    this.escalating ??= this.track('escalation', () => this.plugin.escalate(this.log)).finally(() => {
      this.escalating = undefined
    })
    return this.escalating
  }

  /** The plugin's time-out of a session nobody has taken: ends it as `/end` does. */
  public async timeOut(): Promise<void> {
    const session = this.log.current
    if (session?.active) {
      await this.track('time-out', () => this.plugin.end(this.log, session, 'timedOut'))
    }
  }
}
