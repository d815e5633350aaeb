import type { Sandbox } from '../../sandbox'
import type { Fault, Faults } from '../../shared/faults'
import type { TroubleView } from '../model'
import { TROUBLE_NAMES, type TroubleName } from '../troubles'

const SLOW_MS = 4_000

/** After how long the hourly limit takes calls again, in s. */
const RESET_S = 120

type Switch = { isOn: () => boolean; set: (on: boolean) => void | Promise<void> }

/** A fault that strikes as long as it is on; of several that are, the first. */
const faultSwitch = (faults: Faults, fault: Fault): Switch => {
  let remove: (() => void) | undefined
  return {
    isOn: () => remove !== undefined,
    set: (on) => {
      remove?.()
      remove = on ? faults.add({ fault }) : undefined
    },
  }
}

const flagSwitch = <Name extends string>(flags: Record<Name, boolean>, name: Name): Switch => ({
  isOn: () => flags[name],
  set: (on) => {
    flags[name] = on
  },
})

/** What the integration was told is in whole seconds, and counted from when it heard it, in s. */
const MARGIN_S = 5

/** A duration in s as `m:ss`. */
const minutesOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** What can go wrong between the three, switched on and off. */
export class Trouble {
  /** How far this page has put the sandbox's clocks ahead, in ms. */
  public aheadMs = 0
  public readonly switches: Record<TroubleName, Switch>

  public constructor(private readonly sandbox: Sandbox) {
    const { limit, faults, world, webhooks } = sandbox.brevo
    const internal = {
      kind: 'status',
      status: 500,
      body: { code: 'internal_error', message: 'Internal error' },
    } as const
    this.switches = {
      slow: faultSwitch(faults, { kind: 'delay', ms: SLOW_MS }),
      limited: { isOn: () => limit.used >= limit.limit, set: (on) => this.setLimited(on) },
      error500: faultSwitch(faults, internal),
      unreachable: faultSwitch(faults, { kind: 'reset' }),
      namesRefused: {
        isOn: () => !world.acceptsOwnNames,
        set: (on) => {
          world.acceptsOwnNames = !on
        },
      },
      duplicate: flagSwitch(webhooks.mode, 'duplicate'),
      outOfOrder: flagSwitch(webhooks.mode, 'outOfOrder'),
      held: {
        isOn: () => webhooks.mode.held,
        set: (on) => {
          webhooks.mode.held = on
          if (!on) {
            webhooks.release()
          }
        },
      },
      botpressFails: faultSwitch(sandbox.botpress.faults, { kind: 'status', status: 500 }),
    }
  }

  public view(): TroubleView {
    const on = TROUBLE_NAMES.filter((name) => this.switches[name].isOn())
    return { on, note: this.note(on) }
  }

  private note(on: TroubleName[]): string {
    const { webhooks, limit } = this.sandbox.brevo
    const pending = webhooks.pending()
    if (on.includes('held')) {
      const count = pending.filter(({ state }) => state === 'held').length
      return count === 1 ? '1 webhook is held back.' : `${count} webhooks are held back.`
    }
    if (on.includes('limited')) {
      return `Brevo accepts calls again in ${minutesOf(limit.resetSeconds())}. Switch off to skip.`
    }
    const retried = pending.filter(({ state, attempts }) => state === 'waiting' && attempts.length > 0).length
    const failed = retried === 1 ? '1 failed webhook' : `${retried} failed webhooks`
    const again = retried > 0 ? ` ${failed} will be tried again.` : ''
    return `${on.length === 0 ? 'Everything works.' : `${on.length} on.`}${again}`
  }

  /** Off means that the time until the reset passes: the integration has been told it and keeps to it. */
  private async setLimited(on: boolean): Promise<void> {
    const { limit } = this.sandbox.brevo
    if (on) {
      limit.exhaust(RESET_S)
    } else if (limit.used >= limit.limit) {
      const skippedMs = (limit.resetSeconds() + MARGIN_S) * 1000
      this.aheadMs += skippedMs
      await this.sandbox.advance(skippedMs)
      limit.reset()
    }
  }
}
