import type { Sandbox } from '../../sandbox'
import type { Fault } from '../../shared/faults'
import type { TroubleName } from '../action'
import type { TroubleView } from '../model'

const SLOW_MS = 4_000

/** After how long the hourly limit takes calls again, in s. */
const RESET_S = 120

/** Faults of Brevo's API; of those that are on, the first strikes. */
const BREVO_FAULTS = [
  ['unreachable', { kind: 'reset' }],
  ['error500', { kind: 'status', status: 500, body: { code: 'internal_error', message: 'Internal error' } }],
  ['slow', { kind: 'delay', ms: SLOW_MS }],
] as const satisfies [TroubleName, Fault][]

/** A duration in s as `m:ss`. */
const minutesOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

type BrevoFault = (typeof BREVO_FAULTS)[number][0]

/** What can go wrong between the three, switched on and off. */
export class Trouble {
  private readonly on = new Set<BrevoFault>()
  private botpressFails = false
  /** How far this page has put the sandbox's clocks ahead, in ms. */
  public aheadMs = 0

  public constructor(private readonly sandbox: Sandbox) {}

  /** Switches one trouble on or off. */
  public async set(name: TroubleName, on: boolean): Promise<void> {
    const { mode } = this.sandbox.brevo.webhooks
    switch (name) {
      case 'slow':
      case 'error500':
      case 'unreachable':
        this.setBrevoFault(name, on)
        return
      case 'limited':
        await this.setLimited(on)
        return
      case 'namesRefused':
        this.sandbox.brevo.world.acceptsOwnNames = !on
        return
      case 'duplicate':
      case 'outOfOrder':
        mode[name] = on
        return
      case 'held':
        mode.held = on
        if (!on) {
          this.release()
        }
        return
      case 'botpressFails':
        this.setBotpressFails(on)
        return
      default:
        name satisfies never
    }
  }

  /** Delivers the webhooks that are held back. */
  public release(): void {
    this.sandbox.brevo.webhooks.release()
  }

  public view(): TroubleView {
    const { webhooks, limit, world } = this.sandbox.brevo
    const switches = {
      slow: this.on.has('slow'),
      error500: this.on.has('error500'),
      unreachable: this.on.has('unreachable'),
      namesRefused: !world.acceptsOwnNames,
      limited: limit.used >= limit.limit,
      duplicate: webhooks.mode.duplicate,
      outOfOrder: webhooks.mode.outOfOrder,
      held: webhooks.mode.held,
      botpressFails: this.botpressFails,
    }
    return { ...switches, note: this.note(switches) }
  }

  private note(switches: Record<TroubleName, boolean>): string {
    const { webhooks, limit } = this.sandbox.brevo
    const pending = webhooks.pending()
    if (switches.held) {
      const count = pending.filter(({ state }) => state === 'held').length
      return count === 1 ? '1 webhook is held back.' : `${count} webhooks are held back.`
    }
    if (switches.limited) {
      return `Brevo accepts calls again in ${minutesOf(limit.resetSeconds())}. Switch off to skip.`
    }
    const count = Object.values(switches).filter(Boolean).length
    const retried = pending.filter(({ state, attempts }) => state === 'waiting' && attempts.length > 0).length
    const failed = retried === 1 ? '1 failed webhook' : `${retried} failed webhooks`
    return `${count === 0 ? 'Everything works.' : `${count} on.`}${retried > 0 ? ` ${failed} will be tried again.` : ''}`
  }

  private setBrevoFault(name: BrevoFault, on: boolean): void {
    if (on) {
      this.on.add(name)
    } else {
      this.on.delete(name)
    }
    const { faults } = this.sandbox.brevo
    faults.clear()
    for (const [each, fault] of BREVO_FAULTS) {
      if (this.on.has(each)) {
        faults.add({ fault })
      }
    }
  }

  /** Off means that the time until the reset passes: the integration has been told it and keeps to it. */
  private async setLimited(on: boolean): Promise<void> {
    const { limit } = this.sandbox.brevo
    if (on) {
      limit.exhaust(RESET_S)
    } else if (limit.used >= limit.limit) {
      const skippedMs = limit.resetSeconds() * 1000
      this.aheadMs += skippedMs
      await this.sandbox.advance(skippedMs)
      limit.reset()
    }
  }

  private setBotpressFails(on: boolean): void {
    const { faults } = this.sandbox.botpress
    this.botpressFails = on
    faults.clear()
    if (on) {
      faults.add({ fault: { kind: 'status', status: 500 } })
    }
  }
}
