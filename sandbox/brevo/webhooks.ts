import { setTimeout as sleep } from 'node:timers/promises'
import { Activity } from '../shared/activity'
import { attempt, isPending, verdictOn, type Around, type Delivery, type Verdict } from './delivery'
import { newId } from './ids'
import { joinFragments } from './join'
import { EVENT_NAMES, type WebhookEvent } from './model'
import { withoutReceivedFrom } from './payloads'

/** How long a delivery is kept back for another to overtake it. */
const OVERTAKING_MS = 300

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
  private all: Delivery[] = []
  private readonly activity = new Activity()
  /** Lets the delivery go that waits to be overtaken, once the other one has arrived. */
  private overtaken: ((arrival: Promise<void>) => void) | undefined

  public constructor(private readonly around: Around) {}

  public announce(event: WebhookEvent): void {
    if (this.url === undefined || !this.ticked.has(event.eventName)) {
      return
    }
    const told = this.around.world.echoesReceivedFrom ? event : withoutReceivedFrom(event)
    const original = this.add(told)
    const deliveries = this.mode.duplicate ? [original, this.add(told, original.id)] : [original]
    if (this.mode.held) {
      for (const delivery of deliveries) {
        delivery.state = 'held'
      }
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

  /** Oldest first. */
  public deliveries(): Delivery[] {
    return [...this.all]
  }

  public pending(): Delivery[] {
    return this.all.filter(isPending)
  }

  /**
   * Delivers what is held, all at once.
   * @param options.joined true: the fragments of a conversation go as one, newest message first
   */
  public release(options: { joined?: boolean } = {}): void {
    const held = this.pending().filter(({ state }) => state === 'held')
    const left = options.joined ? joinFragments(held) : held
    this.all = this.all.filter((each) => !held.includes(each) || left.includes(each))
    void this.send(left)
  }

  /**
   * Delivers the event of a delivery once more, whatever the mode, and tries only once.
   * @throws {Error} when there is no such delivery
   */
  public async redeliver(deliveryId: string): Promise<Delivery> {
    const known = this.all.find(({ id }) => id === deliveryId)
    if (!known) {
      throw new Error(`Brevo has no delivery ${deliveryId}`)
    }
    const repeated = this.add(known.event, deliveryId)
    await this.activity.track(known.event.eventName, () => this.tryOnce(repeated))
    return repeated
  }

  /**
   * Resolves when nothing is under way or due; what is held does not count.
   * @throws {Error} that names the events which still are, after `timeoutMs`
   */
  public settled(timeoutMs?: number): Promise<void> {
    return this.activity.settled(timeoutMs)
  }

  private add(event: WebhookEvent, duplicateOf?: string): Delivery {
    const delivery: Delivery = { id: newId(), event, state: 'waiting', attempts: [], duplicateOf }
    this.all.push(delivery)
    return delivery
  }

  /** Of two, the first goes when the second has arrived, or when none has come for a while. */
  private overtake(deliveries: Delivery[]): void {
    const { overtaken } = this
    this.overtaken = undefined
    if (overtaken) {
      overtaken(this.send(deliveries))
      return
    }
    void this.activity.track('a webhook to be overtaken', async () => {
      const passed = new Promise<{ arrival: Promise<void> }>((resolve) => {
        this.overtaken = (arrival) => resolve({ arrival })
      })
      const other = await Promise.race([passed, this.pause(OVERTAKING_MS)])
      if (other) {
        await other.arrival
      } else {
        this.overtaken = undefined
      }
      await this.send(deliveries)
    })
  }

  private async send(deliveries: Delivery[]): Promise<void> {
    const sent = deliveries.map((each) => this.activity.track(each.event.eventName, () => this.deliver(each)))
    await Promise.all(sent)
  }

  /** Tries as often as Brevo does; ends early when it is held back before a further try. */
  private async deliver(delivery: Delivery): Promise<void> {
    while ((await this.tryOnce(delivery)) === 'again') {
      const delayMs = this.retryDelaysMs[delivery.attempts.length - 1]
      if (delayMs === undefined) {
        return
      }
      delivery.state = 'waiting'
      await this.pause(delayMs)
      if (this.mode.held && !this.around.closing.aborted) {
        delivery.state = 'held'
        return
      }
    }
  }

  /** Waits, but no longer than the service is open. */
  private async pause(ms: number): Promise<undefined> {
    await sleep(ms, undefined, { signal: this.around.closing }).catch(() => undefined)
  }

  private tryOnce(delivery: Delivery): Promise<Verdict> {
    return attempt(delivery, { ...this.around, url: this.url })
  }
}
