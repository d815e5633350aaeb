import { Hono } from 'hono'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { listen } from '../shared/loopback-server'
import { Wire } from '../shared/wire'
import { startBrevo, type BrevoOptions, type EmbeddedBrevo } from './index'

export const API_KEY = 'xkeysib-test-0123456789'
export const BOT = { id: '6223aae91d1bcc698a514cd6_000000000000000000000001', name: 'Bot' }
export const JULIA = {
  id: '6223aae91d1bcc698a514cd6_67d814247e4a70279409c965',
  name: 'Julia',
  email: 'julia@example.com',
  userpic: 'https://files.example/julia.png',
}

/** What the tests read of an event. */
const received = z.looseObject({
  eventName: z.string(),
  messages: z.array(z.looseObject({ text: z.string() })).optional(),
  visitor: z.looseObject({ id: z.string() }),
})

type Receiver = {
  url: string
  events: z.infer<typeof received>[]
  /** Statuses to answer with, one each; 200 when there are none left. */
  statuses: number[]
  /** How long each answer takes, in ms. */
  delayMs: number
  close: () => Promise<void>
}

const startReceiver = async (): Promise<Receiver> => {
  const events: Receiver['events'] = []
  const statuses: number[] = []
  const app = new Hono()
  app.post('/webhook', async (c) => {
    events.push(received.parse(await c.req.json()))
    await sleep(receiver.delayMs)
    return new Response(null, { status: statuses.shift() ?? 200 })
  })
  const server = await listen(app.fetch)
  const url = `${server.origin}/webhook`
  const receiver: Receiver = { url, events, statuses, delayMs: 0, close: server.close }
  return receiver
}

/** The stand-in with a receiver for its webhooks. */
export type Kit = {
  brevo: EmbeddedBrevo
  receiver: Receiver
  wire: Wire
  close: () => Promise<void>
}

export const startKit = async (options: Partial<BrevoOptions> = {}): Promise<Kit> => {
  const wire = new Wire()
  const brevo = await startBrevo({ apiKey: API_KEY, agents: [BOT, JULIA], wire, ...options })
  const receiver = await startReceiver()
  brevo.webhooks.url = receiver.url
  brevo.webhooks.retryDelaysMs = [5, 10, 15, 20]
  const close = async () => {
    await brevo.close()
    await receiver.close()
  }
  return { brevo, receiver, wire, close }
}
