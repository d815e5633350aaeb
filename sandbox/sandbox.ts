import definition from '../integration.definition'
import { ORDINARY_BOTPRESS, type BotpressOptions, EmbeddedBotpress } from './botpress'
import { ORDINARY_BREVO, type BrevoAgent, EmbeddedBrevo } from './brevo'
import { BUNDLE_FILE } from './integration/build'
import { IntegrationProcess } from './integration/process'
import type { ClockOffsets, SandboxWorld } from './sandbox-world'
import { OwnerLog } from './shared/owner-log'
import { Wire } from './shared/wire'
import { webhookAddress } from './webhook-address'

/** The agent under whose name the users' lines appear. */
export const BOT_ACCOUNT: BrevoAgent = {
  id: '6223aae91d1bcc698a514cd6_000000000000000000000001',
  name: 'Website bot',
  email: 'bot@shop.example',
}
export const JULIA: BrevoAgent = {
  id: '6223aae91d1bcc698a514cd6_67d814247e4a70279409c965',
  name: 'Julia',
  email: 'julia@shop.example',
}
export const MARCO: BrevoAgent = {
  id: '6223aae91d1bcc698a514cd6_67d814247e4a70279409c966',
  name: 'Marco',
  email: 'marco@shop.example',
}

/** The key that the embedded Brevo accepts. */
export const API_KEY = 'xkeysib-sandbox-0000000000000000000000000000000000000000'

const EMBEDDED_ACCOUNT = { apiKey: API_KEY, agentId: BOT_ACCOUNT.id }

/** A real Brevo account: its API key, and the agent under whose name the users' lines appear. */
export type RealBrevo = { apiKey: string; agentId: string }

export type SandboxOptions = {
  /** How many processes of the integration stand behind the one door. Default 1. */
  processes?: number
  /** Replaces fields of the configuration. */
  configuration?: Record<string, unknown>
  /** The account's budget of API calls in an hour. Default: Brevo's 100. */
  hourlyLimit?: number
  conversationIdStyle?: BotpressOptions['conversationIdStyle']
  bundle?: string
  /** False: the processes run as fast as they can, and neither invocations nor the owner's log can be told. */
  watched?: boolean
  /** A real account to use in place of the embedded Brevo, which then stays idle. */
  realBrevo?: RealBrevo | undefined
  /** How many times as fast as the real time passes for all three, pauses and time-outs included. Default 1. */
  speed?: number
  /** Suppositions to turn round; see `setWorld`. */
  world?: SandboxWorld
}

type Settings = { bundle: string; brevoUrl: string | undefined; watched: boolean; clocks: ClockOffsets }

/** Both embedded services and the integration between them, each reached over HTTP on loopback. */
export class Sandbox {
  /** What the bot's owner reads of the integration, of all its processes. */
  public readonly ownerLog = new OwnerLog()
  private changing: Promise<void> = Promise.resolve()

  private constructor(
    public readonly wire: Wire,
    public readonly botpress: EmbeddedBotpress,
    public readonly brevo: EmbeddedBrevo,
    public readonly processes: IntegrationProcess[],
    private readonly settings: Settings,
    private readonly time: { origin: number; speed: number; aheadMs: number }
  ) {}

  /** Starts everything on free ports; the bundle must have been built. */
  public static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const wire = new Wire()
    const speed = options.speed ?? 1
    const time = { origin: Date.now(), speed, aheadMs: 0 }
    const clocks: ClockOffsets = {}
    const passed = () => time.origin + (Date.now() - time.origin) * time.speed
    const brevo = await EmbeddedBrevo.start({
      apiKey: API_KEY,
      agents: [BOT_ACCOUNT, JULIA, MARCO],
      groups: ['support'],
      wire,
      now: () => Math.floor(passed() + time.aheadMs + (clocks.brevo ?? 0)),
      speed,
      hourlyLimit: options.hourlyLimit,
    })
    const botpress = await EmbeddedBotpress.start({
      definition,
      wire,
      configuration: { ...(options.realBrevo ?? EMBEDDED_ACCOUNT), ...options.configuration },
      now: () => Math.floor(passed() + (clocks.botpress ?? 0)),
      speed,
      conversationIdStyle: options.conversationIdStyle,
    })
    brevo.webhooks.url = webhookAddress(botpress)
    const settings = {
      bundle: options.bundle ?? BUNDLE_FILE,
      watched: options.watched ?? true,
      brevoUrl: options.realBrevo ? undefined : brevo.url,
      clocks,
    }
    const sandbox = new Sandbox(wire, botpress, brevo, [], settings, time)
    await sandbox.setWorld(options.world)
    await sandbox.setProcesses(options.processes ?? 1)
    return sandbox
  }

  /** All that the integration's processes printed. */
  public get output(): string {
    return this.processes.map(({ output }) => output).join('')
  }

  /** Sees to it that so many processes run; dead ones are replaced, their output kept. */
  public async setProcesses(count: number): Promise<void> {
    const changing = this.changing.then(() => this.addMissing(count))
    this.changing = changing.catch(() => undefined)
    await changing
  }

  /** Puts all clocks ahead: Brevo's, Botpress's, and that of every process that runs. */
  public async advance(ms: number): Promise<void> {
    this.time.aheadMs += ms
    this.botpress.advance(ms)
    await this.tellClocks()
  }

  /** Turns round what is supposed of the services; what the world does not name is as it is taken to be. */
  public async setWorld({ botpress = {}, brevo = {}, clocks = {} }: SandboxWorld = {}): Promise<void> {
    Object.assign(this.botpress.world, ORDINARY_BOTPRESS, botpress)
    Object.assign(this.brevo.world, ORDINARY_BREVO, brevo)
    Object.assign(this.settings.clocks, { processes: undefined, botpress: undefined, brevo: undefined }, clocks)
    await this.tellClocks()
  }

  /** Resolves when nothing is under way between the three. */
  public async settled(timeoutMs?: number): Promise<void> {
    let seen = -1
    while (seen !== this.wire.count) {
      seen = this.wire.count
      await this.botpress.settled(timeoutMs)
      await this.brevo.webhooks.settled(timeoutMs)
    }
  }

  public async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.kill()))
    await Promise.all([this.botpress.close(), this.brevo.close()])
  }

  private async addMissing(count: number): Promise<void> {
    const missing = count - this.running().length
    const { apiUrl, identity } = this.botpress
    const { bundle, brevoUrl, watched } = this.settings
    const onOwnerLine = (json: string): void => this.ownerLog.add(json)
    const options = { bundle, brevoUrl, watched, apiUrl, token: identity.token, time: this.time, onOwnerLine }
    const starting = Array.from({ length: Math.max(0, missing) }, () => IntegrationProcess.start(options))
    const started = await Promise.all(starting)
    // From now on each of them hears of it when the clocks are put ahead.
    this.processes.push(...started)
    await this.tellClocks()
    this.botpress.dispatcher.urls = this.running().map(({ url }) => url)
  }

  private async tellClocks(): Promise<void> {
    const { processes: offsets = [] } = this.settings.clocks
    const tellClock = (each: IntegrationProcess, index: number) =>
      each.clock(this.time.aheadMs + (offsets[index % offsets.length] ?? 0))
    await Promise.all(this.processes.map(tellClock))
  }

  private running(): IntegrationProcess[] {
    return this.processes.filter(({ isRunning }) => isRunning)
  }
}
