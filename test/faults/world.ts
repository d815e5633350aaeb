import type { Delivery } from '../../sandbox/brevo'
import { Sandbox } from '../../sandbox/sandbox'
import type { SandboxWorld } from '../../sandbox/sandbox-world'
import { ACTIVATION_MS } from '../support/activated'
import { registered } from '../support/registered'
import { until } from '../support/until'
import { Account } from './account'
import { tryLater } from './later-tries'
import { STRANGER_WORD, WEBHOOK_SECRET } from './words'
import { WORLDS, type WorldName } from './worlds'

/** How many processes of the integration stand behind the one door. */
export const PROCESSES = 4

/** How many times as fast as the real time passes, so that time-outs and pauses of seconds cost tenths. */
const SPEED = 5

/** Longer than any invocation lives, in ms: what one that died has left behind is found after it. */
export const AFTER_ALL_INVOCATIONS_MS = 61_000

/** What is old by one clock may be young by another: it is found later by as much, in ms. */
const CLOCKS_APART_MS = 600_000

const sandboxWorldOf = (name: WorldName, seed: number): SandboxWorld => {
  const world: SandboxWorld = WORLDS[name]
  return { ...world, botpress: { activationMs: ACTIVATION_MS, seed, ...world.botpress } }
}

export type WorldOptions = { processes?: number; speed?: number; name?: WorldName; seed?: number }

/** The three services, with what the invariants have to know of what went on between them. */
export class World extends Account {
  private readonly printed = new Map<unknown, number>()
  private firstDelivery = 0
  private brevoReachable = true
  private dying: Promise<void> = Promise.resolve()
  private constructor(
    public readonly sandbox: Sandbox,
    public name: WorldName,
    private readonly count: number
  ) {
    super()
    sandbox.wire.watchers.add((call) => this.watch(call))
  }

  public static async start(options: WorldOptions = {}): Promise<World> {
    const { name = 'once', seed = 1, processes = PROCESSES } = options
    const sandbox = await Sandbox.start({
      processes,
      speed: options.speed ?? SPEED,
      hourlyLimit: 1_000_000,
      ...(process.env.BUNDLE ? { bundle: process.env.BUNDLE } : {}),
      configuration: { webhookSecret: WEBHOOK_SECRET },
      world: sandboxWorldOf(name, seed),
    })
    sandbox.brevo.webhooks.retryDelaysMs = [10, 30, 90, 270]
    await registered(sandbox.botpress)
    return new World(sandbox, name, processes)
  }

  /** Turns into another world. */
  public async turnInto(name: WorldName, seed: number): Promise<void> {
    this.name = name
    await this.sandbox.setWorld(sandboxWorldOf(name, seed))
  }

  public get botpress(): Sandbox['botpress'] {
    return this.sandbox.botpress
  }

  public get brevo(): Sandbox['brevo'] {
    return this.sandbox.brevo
  }

  /** Begins a new account of what goes on. */
  public begin(): void {
    this.forget()
    this.newOutput()
    this.firstDelivery = this.brevo.webhooks.deliveries().length
  }

  /** What the processes printed since it was last asked. */
  public newOutput(): string {
    return this.sandbox.processes
      .map((each) => {
        const { output } = each
        const fresh = output.slice(this.printed.get(each) ?? 0)
        this.printed.set(each, output.length)
        return fresh
      })
      .join('\n')
  }

  /** A visitor of the company's website and an agent write to each other, and the agent finishes. */
  public strangersTalk(agentId: string): void {
    const visitorId = this.brevo.visitorWrites(`${STRANGER_WORD} asks`)
    this.addStranger(visitorId)
    this.brevo.agentWrites(visitorId, { agentId, text: `${STRANGER_WORD} is answered` })
    this.brevo.agentFinishes(visitorId, agentId)
  }

  /** Whether Brevo takes connections. */
  public async setBrevoReachable(reachable: boolean): Promise<void> {
    if (reachable !== this.brevoReachable) {
      this.brevoReachable = reachable
      await this.brevo.setReachable(reachable)
    }
  }

  /** Kills processes in the middle of whatever they do. Those left go on; `heal` replaces the dead. */
  public async kill(indices: readonly number[]): Promise<void> {
    const running = this.sandbox.processes.filter(({ isRunning }) => isRunning)
    const victims = indices.flatMap((index) => running[index % running.length] ?? [])
    this.deaths += victims.length
    this.brevoDoubtful = true
    this.botpressDoubtful = true
    const dying = Promise.all([this.dying, ...victims.map((each) => each.kill())]).then(() => undefined)
    this.dying = dying
    const left = running.filter((each) => !victims.includes(each))
    if (left.length > 0) {
      this.botpress.dispatcher.urls = left.map(({ url }) => url)
    }
    await dying
  }

  /** Starts new processes in the place of dead ones. */
  public async replaceDead(): Promise<void> {
    await this.dying
    await this.sandbox.setProcesses(this.count)
  }

  /** Resolves when every webhook that is not held back was tried once. */
  public async firstTries(): Promise<void> {
    const { webhooks } = this.brevo
    await until('the first try of every webhook', () =>
      webhooks.pending().every(({ state, attempts }) => state === 'held' || attempts.length > 0)
    )
  }

  /**
   * Ends all that is wrong, and lets time pass and Brevo try again what it could not deliver.
   * @param waitMs by how much the clock moves
   */
  public async heal(waitMs = AFTER_ALL_INVOCATIONS_MS): Promise<void> {
    this.botpress.faults.clear()
    this.brevo.faults.clear()
    await this.setBrevoReachable(true)
    this.brevo.limit.reset()
    await this.replaceDead()
    Object.assign(this.brevo.webhooks.mode, { held: false, duplicate: false, outOfOrder: false })
    this.brevo.webhooks.release()
    await this.sandbox.settled()
    await this.pass(waitMs + (this.name === 'clocks' ? CLOCKS_APART_MS : 0))
    await tryLater(this.sandbox, () => this.deliveries())
  }

  /** Lets time pass, at least as much as what Botpress delivers late or twice takes to come, and waits for it. */
  public async pass(waitMs = 0): Promise<void> {
    const { deliveryLateMs, secondDeliveryMs = 0 } = this.botpress.world
    const passingMs = Math.max(waitMs, deliveryLateMs + secondDeliveryMs)
    if (passingMs > 0) {
      await this.sandbox.advance(passingMs)
    }
    await this.sandbox.settled()
  }

  public async close(): Promise<void> {
    await this.sandbox.close()
  }

  /** The webhooks since `begin`. */
  public deliveries(): Delivery[] {
    return this.brevo.webhooks.deliveries().slice(this.firstDelivery)
  }
}
