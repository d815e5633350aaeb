import { Sandbox } from '../../sandbox/sandbox'
import type { Delivery } from '../../sandbox/brevo'
import type { WireCall } from '../../sandbox/shared/wire'
import { STRANGER_WORD, USER_WORD, WEBHOOK_SECRET } from './words'
import { until } from '../support/until'

/** How many processes of the integration stand behind the one door. */
export const PROCESSES = 4

/** How many times as fast as the real time passes, so that time-outs and pauses of seconds cost tenths. */
const SPEED = 10

/** Longer than any invocation lives, in ms: what one that died has left behind is found after it. */
export const AFTER_ALL_INVOCATIONS_MS = 61_000

/** Brevo's further tries: how often, and the clock between them in ms. */
const LATER_TRIES = 4
const BETWEEN_TRIES_MS = 600_000

const MARKER = new RegExp(`${USER_WORD}-\\d+!`)

/** The three services, with what the invariants have to know of what went on between them. */
export class World {
  /** HTTP status of the invocation that was given a user's line, by the line's marker; 0 when its process died. */
  public readonly statuses = new Map<string, number>()
  /** Whether Brevo may have stored something without saying so, or a process died: lines may be doubled. */
  public brevoDoubtful = false
  /** The same of Botpress. */
  public botpressDoubtful = false
  /** Whether Botpress failed for longer than one call: what an invocation had to note may be lost. */
  public botpressOutage = false
  public deaths = 0
  /** Calls that the integration made on account of a visitor who is not its own. */
  public readonly callsForStrangers: string[] = []
  private strangers: string[] = []
  private readonly printed = new Map<unknown, number>()
  private firstDelivery = 0
  private brevoReachable = true
  private dying: Promise<void> = Promise.resolve()

  private constructor(public readonly sandbox: Sandbox) {
    sandbox.wire.onCall((call) => this.watch(call))
  }

  public static async start(options: { processes?: number; speed?: number } = {}): Promise<World> {
    const sandbox = await Sandbox.start({
      processes: options.processes ?? PROCESSES,
      speed: options.speed ?? SPEED,
      hourlyLimit: 1_000_000,
      ...(process.env.BUNDLE ? { bundle: process.env.BUNDLE } : {}),
      configuration: { webhookSecret: WEBHOOK_SECRET },
    })
    sandbox.brevo.webhooks.retryDelaysMs = [10, 30, 90, 270]
    await sandbox.botpress.register()
    return new World(sandbox)
  }

  public get botpress(): Sandbox['botpress'] {
    return this.sandbox.botpress
  }

  public get brevo(): Sandbox['brevo'] {
    return this.sandbox.brevo
  }

  /** Begins a new account of what goes on. */
  public begin(): void {
    this.statuses.clear()
    this.brevoDoubtful = false
    this.botpressDoubtful = false
    this.botpressOutage = false
    this.deaths = 0
    this.strangers = []
    this.callsForStrangers.length = 0
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
    this.strangers.push(visitorId)
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
      this.botpress.setIntegrationUrls(left.map(({ url }) => url))
    }
    await dying
  }

  /** Starts new processes in the place of dead ones. */
  public async replaceDead(): Promise<void> {
    await this.dying
    await this.sandbox.setProcesses(PROCESSES)
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
    await this.sandbox.advance(waitMs)
    for (let tries = 0; tries < LATER_TRIES && (await this.tryAgain()); tries += 1) {
      await this.sandbox.advance(BETWEEN_TRIES_MS)
    }
  }

  public async close(): Promise<void> {
    await this.sandbox.close()
  }

  /** The webhooks since `begin`. */
  public deliveries(): Delivery[] {
    return this.brevo.webhooks.deliveries().slice(this.firstDelivery)
  }

  /** @returns whether any webhook is still not delivered */
  private async tryAgain(): Promise<boolean> {
    const all = this.deliveries()
    const delivered = new Set(all.filter(({ state }) => state === 'delivered').map(({ event }) => event))
    const missing = new Map(all.filter(({ event }) => !delivered.has(event)).map((each) => [each.event, each]))
    const again = await Promise.all([...missing.values()].map(({ id }) => this.brevo.webhooks.redeliver(id)))
    await this.sandbox.settled()
    return again.some(({ state }) => state !== 'delivered')
  }

  private watch({ from, to, operation, status, request }: WireCall): void {
    const text = () => JSON.stringify(request) ?? ''
    if (from === 'botpress' && operation.startsWith('message_created')) {
      const [marker] = MARKER.exec(text()) ?? []
      if (marker) {
        this.statuses.set(marker, status)
      }
    }
    if (from === 'integration' && this.strangers.length > 0) {
      const said = text()
      if (said.includes(STRANGER_WORD) || this.strangers.some((id) => said.includes(id))) {
        this.callsForStrangers.push(`${to}: ${operation}`)
      }
    }
  }
}
