import { Hono } from 'hono'
import { setMaxListeners } from 'node:events'
import { Activity } from '../shared/activity'
import { Faults } from '../shared/faults'
import { listen, type LoopbackServer } from '../shared/loopback-server'
import type { HttpEnv, Service } from '../shared/service'
import type { Backend } from './api/backend'
import { Contract } from './api/contract'
import { runtimeApi } from './api/server'
import { Store } from './api/store'
import { Bot } from './bot/bot'
import type { Platform } from './bot/platform'
import type { BotpressOptions, Outcome } from './options'
import { errorText, makePlatform } from './platform'
import { Clock } from './service/clock'
import { Dispatcher } from './service/dispatcher'
import { faultBody } from './service/fault-body'
import { frontDoor } from './service/front-door'
import { makeIdentity, type Identity } from './service/identity'
import { Ids } from './service/ids'
import { StoreView } from './store-view'
import { ORDINARY_BOTPRESS, type BotpressWorld } from './world'

/** How long an invocation of the integration may take, by the service's clock. */
const INVOCATION_TIMEOUT_MS = 60_000
const SETTLE_TIMEOUT_MS = 30_000
const MAX_REGISTER_ERROR = 2_000
const MAX_VIOLATIONS = 1_000

/** Botpress Cloud, as far as one installation of one integration sees it. */
export class EmbeddedBotpress extends StoreView {
  /** Asked once for each request to the runtime API. */
  public readonly faults = new Faults()
  /** What is supposed of Botpress; each field can be changed at any time. */
  public readonly world: BotpressWorld
  /** What integrations get from their configuration; replace it as a save in Studio does, then `register`. */
  public configuration: Record<string, unknown>
  public readonly bot: Bot
  /** Calls actions as a card of the bot's flow does. */
  public readonly platform: Platform
  /** Calls the integration. */
  public readonly dispatcher: Dispatcher
  public readonly identity: Identity
  /** Requests, payloads and answers that broke the official definition or the integration's own. */
  public readonly violations: string[] = []
  private readonly activity = new Activity()
  private readonly closing = new AbortController()
  private readonly backend: Backend
  private readonly app = new Hono<HttpEnv>()
  private listening: LoopbackServer | undefined

  public constructor(options: BotpressOptions) {
    const speed = options.speed ?? 1
    const clock = new Clock(options.now, speed)
    const world = { ...ORDINARY_BOTPRESS }
    super(new Store(clock, new Ids(() => clock.now(), options.conversationIdStyle), () => world.readLagMs))
    this.world = world
    this.configuration = options.configuration
    const contract = new Contract(options.definition)
    const bot = this.store.users.put({ ...this.store.born('user'), tags: {}, name: 'Bot' })
    this.identity = makeIdentity(contract.name, bot.id)
    // Every call under way listens; Node would take more than ten for a leak.
    setMaxListeners(0, this.closing.signal)
    this.dispatcher = new Dispatcher({
      wire: options.wire,
      activity: this.activity,
      identity: this.identity,
      configuration: () => this.configuration,
      timeoutMs: INVOCATION_TIMEOUT_MS / speed,
      closing: this.closing.signal,
    })
    this.backend = {
      store: this.store,
      contract,
      identity: this.identity,
      world,
      warn: (text) => this.note(text),
      onIncoming: (message) => this.bot.receive({ kind: 'message', message }, () => {}),
      onEvent: (event) =>
        this.bot.receive({ kind: 'event', event }, () => this.store.events.put({ ...event, status: 'processed' })),
    }
    const service: Service = {
      name: 'botpress',
      wire: options.wire,
      faults: this.faults,
      closing: this.closing.signal,
      faultBody,
      around: (path, work) =>
        this.activity.track(path, async () => {
          const halfMs = world.callMs / 2
          await clock.sleep(halfMs)
          const done = await work()
          await clock.sleep(halfMs)
          return done
        }),
    }
    this.app.route('/', runtimeApi(this.backend, service))
    this.app.route('/', frontDoor(this.dispatcher, this.identity.webhookId))
    this.platform = makePlatform({ dispatcher: this.dispatcher, backend: this.backend })
    this.bot = new Bot(this.platform, (label, work) => this.activity.track(label, work))
  }

  /** Opens the port; see `startBotpress`. */
  public async open(): Promise<void> {
    this.listening = await listen(this.app.fetch)
  }

  /** BP_API_URL for the integration's processes. */
  public get apiUrl(): string {
    return this.listening?.origin ?? ''
  }

  /** The front door: what comes here, by any method and below any path, reaches the integration's handler. */
  public get webhookUrl(): string {
    return `${this.apiUrl}/webhook/${this.identity.webhookId}`
  }

  /** What a save of the configuration in Studio does. */
  public async register(): Promise<Outcome> {
    return this.lifecycle('register')
  }

  /** What removing the integration from the bot, or disabling it, does. Its schedule goes with it. */
  public async unregister(): Promise<Outcome> {
    this.store.schedule = undefined
    return this.lifecycle('unregister')
  }

  /** What the platform's timer does when it is due; undefined when no schedule was asked for. */
  public async runScheduledRegister(): Promise<Outcome | undefined> {
    return this.schedule === undefined ? undefined : this.register()
  }

  /** Moves the service's clock forward: what has an expiry may vanish, what is made is dated later. */
  public advance(ms: number): void {
    this.store.clock.advance(ms)
  }

  /** Resolves when nothing is under way. @throws Error that names what still is, after `timeoutMs` */
  public async settled(timeoutMs = SETTLE_TIMEOUT_MS): Promise<void> {
    await this.activity.settled(timeoutMs)
  }

  /** Ends all connections and frees the port. */
  public async close(): Promise<void> {
    this.store.clock.close()
    this.closing.abort()
    await this.listening?.close()
  }

  private async lifecycle(operation: 'register' | 'unregister'): Promise<Outcome> {
    const result = await this.dispatcher.dispatch(operation, { webhookUrl: this.webhookUrl })
    if (result.status === 200) {
      return { ok: true }
    }
    const message = errorText(result)
    if (message.length > MAX_REGISTER_ERROR) {
      this.note(`${operation}: the error is longer than ${MAX_REGISTER_ERROR} characters`)
    }
    return { ok: false, message }
  }

  private note(violation: string): void {
    if (this.violations.length < MAX_VIOLATIONS) {
      this.violations.push(violation)
    }
  }
}
