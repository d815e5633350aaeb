import { Hono } from 'hono'
import { setMaxListeners } from 'node:events'
import { Faults } from '../shared/faults'
import { listen } from '../shared/loopback-server'
import type { Wire } from '../shared/wire'
import { Agents } from './agents'
import { Budget } from './budget'
import { EmbeddedBrevo } from './embedded'
import { Files } from './files'
import { gated, type GateEnv } from './gate'
import { Inbox } from './inbox'
import type { BrevoAgent } from './model'
import { Refusal } from './refusal'
import { restOf } from './rest'
import { Webhooks } from './webhooks'
import { ORDINARY_BREVO, type BrevoWorld } from './world'

export { EmbeddedBrevo, type AgentDraft } from './embedded'
export { ORDINARY_BREVO, type BrevoWorld } from './world'
export type { Attempt, Delivery, DeliveryState } from './delivery'
export type { Attachment, BrevoAgent, InboxConversation, Message, NewAttachment, WebhookEvent } from './model'

/** Calls an hour of an account that pays little. */
const HOURLY_LIMIT = 100

/** How to start the stand-in. */
export type BrevoOptions = {
  apiKey: string
  agents: BrevoAgent[]
  /** Every call and every delivery is recorded here. */
  wire: Wire
  /** A free one when left out. */
  port?: number
  /** Calls an hour, default 100. */
  hourlyLimit?: number
  /** The groups there are; any group id is taken when left out. */
  groups?: string[]
  /** Epoch ms, for the times of messages and the hour of the limit. */
  now?: () => number
  /** How many times as fast as the real time `now` passes. Default 1. */
  speed?: number
  /** Suppositions to turn round; see `BrevoWorld`. */
  world?: Partial<BrevoWorld>
}

/**
 * Starts Brevo Conversations on 127.0.0.1.
 * @throws {Error} when the port is taken
 */
export const startBrevo = async (options: BrevoOptions): Promise<EmbeddedBrevo> => {
  const { apiKey, wire, groups, now = Date.now, speed = 1 } = options
  const world = { ...ORDINARY_BREVO, ...options.world }
  const closing = new AbortController()
  // Every delayed request listens; Node would take more than ten for a leak.
  setMaxListeners(0, closing.signal)
  const agents = new Agents(options.agents)
  const budget = new Budget(options.hourlyLimit ?? HOURLY_LIMIT, now)
  const faults = new Faults()
  const files = new Files()
  const webhooks = new Webhooks({ wire, world, speed })
  const inbox = new Inbox({ agents, now, announce: (event) => webhooks.announce(event) })

  const app = new Hono<GateEnv>()
  app.get('/files/:id/:name', (c) => files.serve(c.req.param('id')))
  app.route(
    '/v3',
    gated({ apiKey, budget, faults, wire, closing: closing.signal }, restOf({ inbox, agents, groups, world }))
  )
  app.notFound((c) => c.json({ code: 'not_found', message: 'Route not found' }, 404))
  app.onError((error, c) => {
    if (error instanceof Refusal) {
      return c.json(error.body(), error.status)
    }
    // A request that breaks off while its body is read: nobody is there to answer.
    return c.json({ code: 'internal_error', message: error.message }, 500)
  })

  const server = await listen((request, env) => app.fetch(request, env), options.port ?? 0)
  const inside = { agents, files, inbox, server, abort: () => closing.abort() }
  return new EmbeddedBrevo(faults, webhooks, world, budget, inside)
}
