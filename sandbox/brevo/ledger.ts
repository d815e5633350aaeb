import type { Delivery, DeliveryState } from './delivery'
import { newId } from './ids'
import type { WebhookEvent } from './model'

/** How many deliveries are remembered; of those that are over, the oldest go first. */
const KEEP = 5_000

const OVER = new Set<DeliveryState>(['delivered', 'failed'])

/** The deliveries of a webhook, and when none of them is due. */
export class Ledger {
  private deliveries: Delivery[] = []
  /** Deliveries that are neither over nor held. */
  private readonly due = new Set<Delivery>()
  private readonly listeners = new Set<() => void>()

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
    this.due.add(delivery)
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
   * @throws {Error} after `timeoutMs`
   */
  public async settled(timeoutMs: number): Promise<void> {
    if (this.due.size === 0) {
      return
    }
    await new Promise<void>((resolve, reject) => {
      const listener = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.listeners.delete(listener)
        reject(new Error(`${this.due.size} webhooks were not delivered within ${timeoutMs} ms`))
      }, timeoutMs)
      this.listeners.add(listener)
    })
  }

  private setDue(delivery: Delivery, due: boolean): void {
    if (due) {
      this.due.add(delivery)
      return
    }
    this.due.delete(delivery)
    if (this.due.size > 0) {
      return
    }
    for (const listener of this.listeners) {
      this.listeners.delete(listener)
      listener()
    }
  }
}
