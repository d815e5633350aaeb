import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { listen } from '../shared/loopback-server'
import { Wire } from '../shared/wire'
import { type BrevoOptions, EmbeddedBrevo, type WebhookEvent } from './index'

export const API_KEY = 'xkeysib-test-0123456789'
export const BOT = { id: '6223aae91d1bcc698a514cd6_000000000000000000000001', name: 'Bot' }
export const JULIA = {
  id: '6223aae91d1bcc698a514cd6_67d814247e4a70279409c965',
  name: 'Julia',
  email: 'julia@example.com',
  userpic: 'https://files.example/julia.png',
}

const fragment = z.looseObject({ messages: z.array(z.looseObject({ text: z.string() })) })

/** The stand-in with a receiver for its webhooks. */
export type Kit = {
  brevo: EmbeddedBrevo
  wire: Wire
  /** What webhooks are answered with, one status each, 200 when there are none left; and how long that takes, in ms. */
  answers: { statuses: number[]; delayMs: number }
  /** Lets nobody receive webhooks any more. */
  stopReceiving: () => Promise<void>
  close: () => Promise<void>
}

export const startKit = async (options: Partial<BrevoOptions> = {}): Promise<Kit> => {
  const wire = new Wire()
  const brevo = await EmbeddedBrevo.start({ apiKey: API_KEY, agents: [BOT, JULIA], wire, ...options })
  const answers: Kit['answers'] = { statuses: [], delayMs: 0 }
  const receiver = await listen(async () => {
    await sleep(answers.delayMs)
    return new Response(null, { status: answers.statuses.shift() ?? 200 })
  })
  brevo.webhooks.url = receiver.origin
  brevo.webhooks.retryDelaysMs = [5, 10, 15, 20]
  const close = async () => {
    await brevo.close()
    await receiver.close()
  }
  return { brevo, wire, answers, stopReceiving: receiver.close, close }
}

/** The texts of each fragment that was sent, in the order in which they were answered. */
export const textsSent = ({ wire }: Kit): string[][] =>
  wire.calls({ from: 'brevo' }).map(({ request }) => fragment.parse(request).messages.map(({ text }) => text))

/** The events of one kind that were announced, oldest first. */
export const announced = <Name extends WebhookEvent['eventName']>({ brevo }: Kit, name: Name) =>
  brevo.webhooks
    .deliveries()
    .map(({ event }) => event)
    .filter((event): event is Extract<WebhookEvent, { eventName: Name }> => event.eventName === name)
