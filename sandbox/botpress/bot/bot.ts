import { seededRandom } from '../../shared/random'
import { GREETING } from './answers'
import { ChatLog, type Card } from './chat'
import type { Drop } from './handovers'
import type { Arrival, Platform } from './platform'
import { HitlPlugin, type FarewellOrder } from './plugin'
import { Chat } from './upstream'

/** Who opens a chat, and what the bot's owner has set for the handover. */
export type ChatOptions = { name?: string; email?: string; pictureUrl?: string; card?: Card }

type Track = <T>(label: string, work: () => Promise<T>) => Promise<T>

/** How long a handling takes at most where each runs on its own, in ms of the service's time. */
const LONGEST_HANDLING_MS = 600

/** A small company's bot with the HITL plugin: any number of web chats. */
export class Bot {
  private readonly plugin: HitlPlugin
  private readonly opened: Chat[] = []
  private readonly listeners = new Set<() => void>()
  private random: { seed: number; next: () => number } | undefined
  private queue: Promise<void> = Promise.resolve()

  public constructor(
    private readonly platform: Platform,
    private readonly track: Track
  ) {
    this.plugin = new HitlPlugin(platform)
  }

  /** How many messages came for sessions that were not active. */
  public get dropped(): number {
    return this.drops.filter(({ what }) => what.startsWith('message')).length
  }

  /** What came for sessions that were not active, events included; the user saw none of it. */
  public get drops(): readonly Drop[] {
    return this.plugin.drops
  }

  /** When farewell lines reach the integration, seen from stopHitl. Default `together`. */
  public get farewellOrder(): FarewellOrder {
    return this.plugin.farewellOrder
  }

  public set farewellOrder(order: FarewellOrder) {
    this.plugin.farewellOrder = order
  }

  /** A new user opens the web chat and is greeted. */
  public openChat({ card = {}, ...person }: ChatOptions = {}): Chat {
    const { newId, now } = this.platform
    const log = new ChatLog(newId('conv'), { id: newId('user'), ...person }, card, {
      now,
      newId: () => newId('msg'),
      changed: () => this.changed(),
    })
    const chat = new Chat(log, this.plugin, this.track)
    this.opened.push(chat)
    log.add('bot', GREETING)
    return chat
  }

  /** All chats, in the order they were opened. */
  public chats(): Chat[] {
    return [...this.opened]
  }

  /**
   * Tells of every new line and every change of a session.
   * @returns a function that ends the listening
   */
  public onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
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
    const finish = this.plugin.begin(arrival)
    await this.platform.sleep(durationMs)
    finish()
    done()
  }

  private changed(): void {
    for (const listener of this.listeners) {
      listener()
    }
  }
}
