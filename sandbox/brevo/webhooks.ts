import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire } from '../shared/wire'
import { attempt, verdictOn, type Delivery } from './delivery'
import { joinFragments } from './join'
import { Ledger } from './ledger'
import { EVENT_NAMES, type WebhookEvent } from './model'
import { withoutReceivedFrom } from './payloads'
import type { BrevoWorld } from './world'

/** How long a delivery is kept back for another to overtake it. */
const OVERTAKING_MS = 300

type Around = {
  wire: Wire
  world: BrevoWorld
  /** How many times as fast as the real time the sandbox's own passes. */
  speed: number
}

/** The account's webhook: delivers events as Brevo does, and as badly as it is told to. */
export class Webhooks {
  /**
   * - `duplicate`: everything is delivered twice at the same time
   * - `outOfOrder`: each delivery waits to be overtaken by the next, for 300 ms at most
   * - `held`: what comes, further tries included, is kept back until `release`
   */
  public readonly mode = { duplicate: false, outOfOrder: false, held: false }
  /** Pauses before each further try, in ms of the real time. Brevo's own are 10 min, 1 h, 2 h and 8 h. */
  public retryDelaysMs = [1_000, 3_000, 10_000, 30_000]
  /** Where the events go; nothing is delivered without it. */
  public url: string | undefined
  /** The events that are ticked where the webhook is entered; the others are not delivered. */
  public readonly ticked = new Set<WebhookEvent['eventName']>(EVENT_NAMES)
  private readonly ledger = new Ledger()
  private overtakable: { deliveries: Delivery[]; timer: NodeJS.Timeout } | undefined
  private readonly closing = new AbortController()

  public constructor(private readonly around: Around) {
    // Every delivery under way listens; Node would take more than ten for a leak.
    setMaxListeners(0, this.closing.signal)
  }

  /** Starts the delivery of an event. */
  public announce(event: WebhookEvent): void {
    if (this.url === undefined || !this.ticked.has(event.eventName)) {
      return
    }
    const told = this.around.world.echoesReceivedFrom ? event : withoutReceivedFrom(event)
    const original = this.ledger.add(told)
    const deliveries = this.mode.duplicate ? [original, this.ledger.add(told, original.id)] : [original]
    if (this.mode.held) {
      this.hold(deliveries)
    } else if (this.mode.outOfOrder) {
      this.overtake(deliveries)
    } else {
      void this.send(deliveries)
    }
  }

  /** Whether a delivery was given up that Brevo would try again later than the pauses here last. */
  public comesAgain({ state, attempts }: Delivery): boolean {
    const status = attempts.at(-1)?.status ?? 0
    return state === 'failed' && verdictOn(status, this.around.world.redelivers) === 'again'
  }

  /** The deliveries remembered, oldest first. */
  public deliveries(): Delivery[] {
    return this.ledger.all()
  }

  /** What is neither delivered nor given up. */
  public pending(): Delivery[] {
    return this.ledger.pending()
  }

  /**
   * Delivers what is held, all at once.
   * @param options.joined true: the fragments of a conversation go as one, newest message first
   */
  public release(options: { joined?: boolean } = {}): void {
    const held = this.pending().filter(({ state }) => state === 'held')
    const { left, joined } = options.joined ? joinFragments(held) : { left: held, joined: [] }
    for (const delivery of joined) {
      this.ledger.remove(delivery)
    }
    void this.send(left)
  }

  /**
   * Delivers the event of a delivery once more, whatever the mode, and tries only once.
   * @throws {Error} when there is no such delivery
   */
  public async redeliver(deliveryId: string): Promise<Delivery> {
    const repeated = this.ledger.add(this.ledger.get(deliveryId).event, deliveryId)
    await this.tryOnce(repeated, { again: false })
    return repeated
  }

  /**
   * Resolves when nothing is under way or due; what is held does not count.
   * @throws {Error} after `timeoutMs`
   */
  public settled(timeoutMs = 10_000): Promise<void> {
    return this.ledger.settled(timeoutMs)
  }

  /** Gives up everything. */
  public close(): void {
    this.closing.abort()
    clearTimeout(this.overtakable?.timer)
    for (const delivery of this.pending()) {
      this.ledger.move(delivery, 'failed')
    }
  }

  private hold(deliveries: Delivery[]): void {
    for (const delivery of deliveries) {
      this.ledger.move(delivery, 'held')
    }
  }

  private overtake(deliveries: Delivery[]): void {
    const overtaken = this.overtakable
    if (overtaken) {
      clearTimeout(overtaken.timer)
      this.overtakable = undefined
      void this.send(deliveries).then(() => this.send(overtaken.deliveries))
      return
    }
    const timer = setTimeout(() => {
      this.overtakable = undefined
      void this.send(deliveries)
    }, OVERTAKING_MS)
    this.overtakable = { deliveries, timer }
  }

  private async send(deliveries: Delivery[]): Promise<void> {
    await Promise.all(deliveries.map((delivery) => this.tryOnce(delivery, { again: true })))
  }

  private async tryOnce(delivery: Delivery, { again }: { again: boolean }): Promise<void> {
    const { url } = this
    const { wire, world, speed } = this.around
    const timeoutMs = Math.ceil(world.answerTimeoutMs / speed)
    const { signal } = this.closing
    if (signal.aborted) {
      return
    }
    this.ledger.move(delivery, 'underWay')
    const tried = await attempt(delivery.event, { url, wire, timeoutMs, signal })
    if (!signal.aborted) {
      delivery.attempts.push(tried)
      this.conclude(delivery, tried.status, again)
    }
  }

  private conclude(delivery: Delivery, status: number, again: boolean): void {
    const verdict = verdictOn(status, this.around.world.redelivers)
    const delayMs = this.retryDelaysMs[delivery.attempts.length - 1]
    if (verdict === 'again' && again && delayMs !== undefined) {
      void this.tryLater(delivery, delayMs)
      return
    }
    this.ledger.move(delivery, verdict === 'delivered' ? 'delivered' : 'failed')
  }

  private async tryLater(delivery: Delivery, delayMs: number): Promise<void> {
    this.ledger.move(delivery, 'waiting')
    await sleep(delayMs, undefined, { signal: this.closing.signal }).catch(() => undefined)
    if (this.mode.held && !this.closing.signal.aborted) {
      this.hold([delivery])
      return
    }
    await this.send([delivery])
  }
}
