import type { Outcome } from '../options'
import { answerTo, asksForHuman, type Saying } from './answers'
import { ChatLog, type Card, type ChatTools } from './chat'
import type { HitlPlugin } from './plugin'
import { END_COMMAND } from './texts'

/** Who opens a chat, and what the bot's owner has set for the handover. */
export type ChatOptions = { name?: string; email?: string; pictureUrl?: string; card?: Card }

/** Counts work until it ends; see `Activity`. */
export type Track = <T>(label: string, work: () => Promise<T>) => Promise<T>

/** A web chat of one user with the bot, or through it with a human agent. */
export class Chat extends ChatLog {
  private escalating: Promise<Outcome> | undefined

  public constructor(
    { card = {}, ...person }: ChatOptions,
    tools: ChatTools,
    private readonly plugin: HitlPlugin,
    private readonly track: Track
  ) {
    super(tools.newId('conv'), { id: tools.newId('user'), ...person }, card, tools)
  }

  /** Says a text as the user; see `send`. `/end` in a session ends it; "human", "agent" or "person" begins one. */
  public async say(text: string): Promise<void> {
    await this.send({ type: 'text', payload: { text } })
  }

  /** Sends a message of any type as the user. Ends when the bot, or the integration, has dealt with it. */
  public async send(saying: Saying): Promise<void> {
    await this.track(`user's ${saying.type}`, async () => {
      this.add('user', saying)
      const words = saying.type === 'text' ? String(saying.payload['text']) : ''
      const session = this.session()
      if (this.hung || this.starting) {
        return
      }
      if (session?.active) {
        await (words.trim().toLowerCase() === END_COMMAND
          ? this.plugin.end(this, session)
          : this.plugin.relay(this, session, saying))
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
    this.escalating ??= this.track('escalation', () => this.plugin.escalate(this)).finally(() => {
      this.escalating = undefined
    })
    return this.escalating
  }
}
