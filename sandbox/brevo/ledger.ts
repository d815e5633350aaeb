import { Activity } from '../shared/activity'
import type { Delivery, DeliveryState } from './delivery'
import { newId } from './ids'
import type { WebhookEvent } from './model'

/** How many deliveries are remembered; of those that are over, the oldest go first. */
const KEEP = 5_000

const OVER = new Set<DeliveryState>(['delivered', 'failed'])

/** The deliveries of a webhook, and when none of them is due. */
export class Ledger {
  private deliveries: Delivery[] = []
  /** What says that a delivery is over or held, of those that are neither. */
  private readonly due = new Map<Delivery, () => void>()
  private readonly activity = new Activity()

  public all(): Delivery[] {
    return [...this.deliveries]
  }

  /** What is neither delivered nor given up. */
  public pending(): Delivery[] {
    return this.deliveries.filter(({ state }) => !OVER.has(state))
  }

  /** @throws {Error} when there is no such delivery */
  public get(id: string): Delivery {
    const found = this.deliveries.find((delivery) => delivery.id === id)
    if (!found) {
      throw new Error(`Brevo has no delivery ${id}`)
    }
    return found
  }

  public add(event: WebhookEvent, duplicateOf?: string): Delivery {
    const delivery: Delivery = { id: newId(), event, state: 'waiting', attempts: [] }
    if (duplicateOf !== undefined) {
      delivery.duplicateOf = duplicateOf
    }
    this.deliveries.push(delivery)
    this.setDue(delivery, true)
    if (this.deliveries.length > KEEP) {
      const oldest = this.deliveries.findIndex(({ state }) => OVER.has(state))
      this.deliveries.splice(Math.max(0, oldest), 1)
    }
    return delivery
  }

  public remove(delivery: Delivery): void {
    this.deliveries = this.deliveries.filter((other) => other !== delivery)
    this.setDue(delivery, false)
  }

  /** Every change of a delivery's state goes through here. */
  public move(delivery: Delivery, state: DeliveryState): void {
    delivery.state = state
    this.setDue(delivery, state !== 'held' && !OVER.has(state))
  }

  /**
   * Resolves when nothing is under way or due.
   * @throws {Error} that names the events which still are, after `timeoutMs`
   */
  public settled(timeoutMs: number): Promise<void> {
    return this.activity.settled(timeoutMs)
  }

  private setDue(delivery: Delivery, due: boolean): void {
    const end = this.due.get(delivery)
    if (due && !end) {
      this.due.set(delivery, this.activity.begin(delivery.event.eventName))
    } else if (!due) {
      this.due.delete(delivery)
      end?.()
    }
  }
}
