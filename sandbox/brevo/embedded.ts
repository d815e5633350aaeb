import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newClosing } from '../shared/closing'
import { Faults } from '../shared/faults'
import { listen, type LoopbackServer } from '../shared/loopback-server'
import type { HttpEnv, Service } from '../shared/service'
import type { Wire } from '../shared/wire'
import { Agents } from './agents'
import { Budget } from './budget'
import { Files, type StoredFile } from './files'
import { gated } from './gate'
import { Inbox } from './inbox'
import type { BrevoAgent } from './model'
import { restOf } from './rest'
import { Webhooks } from './webhooks'
import { ORDINARY_BREVO, type BrevoWorld } from './world'

/** Calls an hour of an account that pays little. */
const HOURLY_LIMIT = 100

export type BrevoOptions = {
  apiKey: string
  agents: BrevoAgent[]
  /** Every call and every delivery is recorded here. */
  wire: Wire
  /** Calls an hour, default 100. */
  hourlyLimit?: number
  /** The groups there are; any group id is taken when left out. */
  groups?: string[]
  /** Epoch ms, for the times of messages and the hour of the limit. */
  now?: () => number
  /** How many times as fast as the real time `now` passes. Default 1. */
  speed?: number
}

/** Brevo Conversations on loopback: its REST API, its webhook, and what people do in its inbox. */
export class EmbeddedBrevo extends Inbox {
  /** Asked once for each REST request, with its path below `/v3`. */
  public readonly faults = new Faults()
  public readonly webhooks: Webhooks
  /** What is supposed of Brevo; each field can be changed at any time. */
  public readonly world: BrevoWorld
  public readonly limit: Budget
  private readonly agents: Agents
  private readonly files = new Files()
  private readonly closing: AbortController
  private readonly app = new Hono<HttpEnv>()
  private server: LoopbackServer | undefined

  private constructor({ wire, apiKey, groups, hourlyLimit = HOURLY_LIMIT, now = Date.now, ...options }: BrevoOptions) {
    const world = { ...ORDINARY_BREVO }
    const agents = new Agents(options.agents)
    const closing = newClosing()
    const webhooks = new Webhooks({ wire, world, speed: options.speed ?? 1, closing: closing.signal })
    super({ agents, world, now, announce: (event) => webhooks.announce(event) })
    this.agents = agents
    this.webhooks = webhooks
    this.closing = closing
    this.world = world
    this.limit = new Budget(hourlyLimit, now)
    const service: Service = {
      name: 'brevo',
      wire,
      faults: this.faults,
      closing: closing.signal,
      faultBody: (status) => ({ code: 'sandbox_fault', message: `Fault ${status} of the sandbox` }),
    }
    const rest = restOf({ inbox: this, agents, groups, world })
    this.app.get('/files/:id/:name', (c) => this.files.serve(c.req.param('id')))
    this.app.route('/v3', gated({ apiKey, budget: this.limit, service }, rest))
    this.app.notFound((c) => c.json({ code: 'not_found', message: 'Route not found' }, 404))
    // What is no refusal is a request that breaks off while its body is read: nobody is there to answer.
    this.app.onError((error, c) =>
      error instanceof HTTPException
        ? error.getResponse()
        : c.json({ code: 'internal_error', message: error.message }, 500)
    )
  }

  /** Starts it on a free port of 127.0.0.1. */
  public static async start(options: BrevoOptions): Promise<EmbeddedBrevo> {
    const brevo = new EmbeddedBrevo(options)
    brevo.server = await listen(brevo.app.fetch)
    return brevo
  }

  /** The value for the integration's `BREVO_API_URL`. */
  public get url(): string {
    return `${this.origin}/v3`
  }

  /** @returns the link under which the file can be opened until the service closes */
  public storeFile(file: StoredFile): string {
    return this.origin + this.files.add(file)
  }

  /** Gives an agent a picture, by the link under which it can be opened. */
  public setAgentPicture(agentId: string, link: string): void {
    this.agents.setPicture(agentId, link)
  }

  /** Refuses every connection, or takes them again on the same port. */
  public async setReachable(reachable: boolean): Promise<void> {
    await (reachable ? this.server?.reopen() : this.server?.close())
  }

  public async close(): Promise<void> {
    this.closing.abort()
    await this.server?.close()
  }

  private get origin(): string {
    return this.server?.origin ?? ''
  }
}
