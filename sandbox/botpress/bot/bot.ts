import { Listeners } from '../../shared/listeners'
import { seededRandom } from '../../shared/random'
import { GREETING } from './answers'
import { Arrivals } from './arrivals'
import { Chat, type ChatOptions, type Track } from './chat'
import type { Arrival, Platform } from './platform'
import { HitlPlugin } from './plugin'

/** How long a handling takes at most where each runs on its own, in ms of the service's time. */
const LONGEST_HANDLING_MS = 600

/** A small company's bot with the HITL plugin: any number of web chats. */
export class Bot extends HitlPlugin {
  /** Those who are told of every new line and every change of a session. */
  public readonly watchers = new Listeners()
  private readonly opened: Chat[] = []
  private readonly arrivals: Arrivals
  private random: { seed: number; next: () => number } | undefined
  private queue: Promise<void> = Promise.resolve()

  public constructor(
    platform: Platform,
    private readonly track: Track
  ) {
    super(platform)
    this.arrivals = new Arrivals(platform, this.opened)
  }

  /** A new user opens the web chat and is greeted. */
  public openChat(options: ChatOptions = {}): Chat {
    const changed = (): void => this.watchers.tell()
    const chat = new Chat(options, { store: this.platform.store, plugin: this, track: this.track, changed })
    this.opened.push(chat)
    chat.add('bot', GREETING)
    return chat
  }

  /** All chats, in the order they were opened. */
  public chats(): Chat[] {
    return [...this.opened]
  }

  /**
   * Takes what the integration has made for the bot. It is dealt with after the API call's answer: in order, or each
   * on its own where the world says so.
   */
  public receive(arrival: Arrival, done: () => void): void {
    const label = `bot's ${arrival.kind}`
    if (this.platform.world.parallelPlugin) {
      void this.track(label, () => this.handle(arrival, this.chance() * LONGEST_HANDLING_MS, done))
      return
    }
    this.queue = this.track(label, async () => {
      // A listener that threw has had its say; what comes next is dealt with all the same.
      await this.queue.catch(() => {})
      await this.handle(arrival, 0, done)
    })
  }

  /** The next random number of the world's seed. */
  private chance(): number {
    const { seed } = this.platform.world
    if (this.random?.seed !== seed) {
      this.random = { seed, next: seededRandom(seed) }
    }
    return this.random.next()
  }

  private async handle(arrival: Arrival, durationMs: number, done: () => void): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    const finish = this.arrivals.begin(arrival)
    await this.platform.store.clock.sleep(durationMs)
    finish()
    done()
  }
}
