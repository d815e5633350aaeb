import { createHash } from 'node:crypto'
import type { Activity } from '../../shared/activity'
import { Listeners } from '../../shared/listeners'
import type { Arrival } from '../api/backend'
import type { Platform } from '../platform'
import { GREETING } from './answers'
import { Arrivals } from './arrivals'
import { Chat, type ChatOptions } from './chat'
import { HitlPlugin } from './plugin'

/** How long a handling takes at most where each runs on its own, in ms of the service's time. */
const LONGEST_HANDLING_MS = 600

/** A small company's bot with the HITL plugin: any number of web chats. */
export class Bot extends HitlPlugin {
  /** Those who are told of every new line and every change of a session. */
  public readonly watchers = new Listeners()
  private readonly opened: Chat[] = []
  private readonly arrivals: Arrivals
  private drawn = { seed: Number.NaN, count: 0 }
  private queue: Promise<void> = Promise.resolve()

  public constructor(
    platform: Platform,
    private readonly activity: Activity
  ) {
    super(platform)
    this.arrivals = new Arrivals(platform, this.opened)
  }

  /** A new user opens the web chat and is greeted. */
  public openChat(options: ChatOptions = {}): Chat {
    const changed = (): void => this.watchers.tell()
    const chat = new Chat(options, { store: this.platform.store, plugin: this, activity: this.activity, changed })
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
  public receive(arrival: Arrival): void {
    const label = `bot's ${arrival.kind}`
    if (this.platform.world.parallelPlugin) {
      void this.activity.track(label, () => this.handle(arrival, this.chance() * LONGEST_HANDLING_MS))
      return
    }
    this.queue = this.activity.track(label, async () => {
      // A listener that threw has had its say; what comes next is dealt with all the same.
      await this.queue.catch(() => {})
      await this.handle(arrival, 0)
    })
  }

  /** The next random number of the world's seed, at least 0 and less than 1. */
  private chance(): number {
    const { seed } = this.platform.world
    this.drawn = { seed, count: this.drawn.seed === seed ? this.drawn.count + 1 : 0 }
    const hash = createHash('sha256').update(`${seed} ${this.drawn.count}`).digest()
    return hash.readUInt32BE() / 2 ** 32
  }

  private async handle(arrival: Arrival, durationMs: number): Promise<void> {
    const { clock, events } = this.platform.store
    await new Promise((resolve) => setImmediate(resolve))
    const finish = this.arrivals.begin(arrival)
    await clock.sleep(durationMs)
    finish()
    if (arrival.kind === 'event') {
      events.put({ ...arrival.event, status: 'processed' })
    }
  }
}
