import { Hono } from 'hono'
import { Activity } from '../shared/activity'
import { newClosing } from '../shared/closing'
import { Faults } from '../shared/faults'
import { listen, type LoopbackServer } from '../shared/loopback-server'
import type { HttpEnv, Service } from '../shared/service'
import type { Backend } from './api/backend'
import { Contract } from './api/contract'
import type { Conversation, Event, Message, Schedule, State, User } from './api/records'
import { runtimeApi } from './api/server'
import { Store } from './api/store'
import { Bot } from './bot/bot'
import type { BotpressOptions, Outcome } from './options'
import { makePlatform, type Platform } from './platform'
import { Clock } from './service/clock'
import { Dispatcher } from './service/dispatcher'
import { faultBody } from './service/fault-body'
import { frontDoor } from './service/front-door'
import { makeIdentity, type Identity } from './service/identity'
import { Ids } from './service/ids'
import { ORDINARY_BOTPRESS, type BotpressWorld } from './world'

/** Botpress Cloud, as far as one installation of one integration sees it, and a bot with the HITL plugin. */
export class EmbeddedBotpress {
  /** Asked once for each request to the runtime API. */
  public readonly faults = new Faults()
  /** What is supposed of Botpress; each field can be changed at any time. */
  public readonly world: BotpressWorld = { ...ORDINARY_BOTPRESS }
  /** What integrations get from their configuration; replace it as a save in Studio does, then `register`. */
  public configuration: Record<string, unknown>
  public readonly bot: Bot
  /** Calls the integration as a card of the bot's flow does, and as Studio does. */
  public readonly platform: Platform
  /** Calls the integration. */
  public readonly dispatcher: Dispatcher
  public readonly identity: Identity
  /** Requests, payloads and answers that broke the official definition or the integration's own. */
  public readonly violations: string[] = []
  private readonly activity = new Activity()
  private readonly closing = newClosing()
  private readonly store: Store
  private readonly app = new Hono<HttpEnv>()
  private listening: LoopbackServer | undefined

  private constructor(options: BotpressOptions) {
    const speed = options.speed ?? 1
    const clock = new Clock(options.now, speed)
    const { world } = this
    this.store = new Store(clock, new Ids(() => clock.now(), options.conversationIdStyle), () => world.readLagMs)
    this.configuration = options.configuration
    const contract = new Contract(options.definition)
    const bot = this.store.users.put({ ...this.store.born('user'), tags: {}, name: 'Bot' })
    this.identity = makeIdentity(contract.name, bot.id)
    this.dispatcher = new Dispatcher({
      wire: options.wire,
      activity: this.activity,
      identity: this.identity,
      configuration: () => this.configuration,
      speed,
      closing: this.closing.signal,
    })
    const backend: Backend = {
      store: this.store,
      contract,
      identity: this.identity,
      world,
      warn: (text) => this.violations.push(text),
      receive: (arrival) => this.bot.receive(arrival),
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
    this.app.route('/', runtimeApi(backend, service))
    this.app.route('/', frontDoor(this.dispatcher, this.identity.webhookId))
    this.platform = makePlatform(this.dispatcher, backend)
    this.bot = new Bot(this.platform, this.activity)
  }

  /** Starts it on a free port of 127.0.0.1. */
  public static async start(options: BotpressOptions): Promise<EmbeddedBotpress> {
    const botpress = new EmbeddedBotpress(options)
    botpress.listening = await listen(botpress.app.fetch)
    return botpress
  }

  /** BP_API_URL for the integration's processes. */
  public get apiUrl(): string {
    return this.listening?.origin ?? ''
  }

  /** The front door: what comes here, by any method and below any path, reaches the integration's handler. */
  public get webhookUrl(): string {
    return `${this.apiUrl}/webhook/${this.identity.webhookId}`
  }

  /** How often `register` is called by the clock; what the integration has last asked for. */
  public get schedule(): Schedule | undefined {
    return this.store.schedule
  }

  public conversations(): Conversation[] {
    return this.store.conversations.all()
  }

  public users(): User[] {
    return this.store.users.all()
  }

  /** The conversation's messages, oldest first. */
  public messages(conversationId: string): Message[] {
    return this.store.messages.all(conversationId)
  }

  /** All events, oldest first. */
  public events(): Event[] {
    return this.store.events.all()
  }

  public states(): State[] {
    return this.store.states.all().map(({ state }) => state)
  }

  /** What a save of the configuration in Studio does. */
  public async register(): Promise<Outcome> {
    return this.platform.callLifecycle('register', this.webhookUrl)
  }

  /** What removing the integration from the bot, or disabling it, does. Its schedule goes with it. */
  public async unregister(): Promise<Outcome> {
    this.store.schedule = undefined
    return this.platform.callLifecycle('unregister', this.webhookUrl)
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
  public settled(timeoutMs?: number): Promise<void> {
    return this.activity.settled(timeoutMs)
  }

  /** Ends all connections and frees the port. */
  public async close(): Promise<void> {
    this.store.clock.close()
    this.closing.abort()
    await this.listening?.close()
  }
}
