import type { Chat } from '../sandbox/botpress'
import { JULIA, Sandbox } from '../sandbox/sandbox'
import { processCpuMs } from './cpu'
import { fragment, type SentMessage } from './events'

/** Far more calls an hour than a bench makes: it measures the integration, not Brevo's limit. */
const HOURLY_LIMIT = 100_000_000
/** Sessions opened at the same time. */
const OPENED_AT_ONCE = 20
/** Past this, nothing of a session is "the first" or "just now" any more. */
const SETTLED_MS = 60_000

/** A session that is running: its user has written, and an agent has answered. */
export type Talk = { chat: Chat; conversationId: string; visitorId: string }

/** Calls of the integration, by service. */
export type Calls = { brevo: number; botpress: number }

/** A bundle in a process of its own, between embedded services of its own. */
export class Contender {
  private readonly failures: string[] = []
  private readonly made: Calls = { brevo: 0, botpress: 0 }
  private aheadMs = 0
  private lastId = 0

  private constructor(
    /** How it is called in the tables. */
    public readonly name: string,
    public readonly bundle: string,
    public readonly sandbox: Sandbox
  ) {
    sandbox.wire.watchers.add(({ from, to, operation, status }) => {
      if (from === 'integration' && (to === 'brevo' || to === 'botpress')) {
        this.made[to] += 1
      }
      // A read in Botpress that finds nothing is no failure.
      if ((status < 200 || status >= 300) && to !== 'botpress') {
        this.failures.push(`${operation} from ${from} to ${to}: ${status}`)
      }
    })
  }

  public static async start(name: string, bundle: string): Promise<Contender> {
    const sandbox = await Sandbox.start({ bundle, hourlyLimit: HOURLY_LIMIT, watched: false })
    // Every event is delivered by the bench, and no echo that is not asked for disturbs a measurement.
    sandbox.brevo.webhooks.url = undefined
    return new Contender(name, bundle, sandbox)
  }

  /** Makes each answer of both services wait. */
  public setLatency(ms: number): void {
    for (const { faults } of [this.sandbox.botpress, this.sandbox.brevo]) {
      faults.clear()
      if (ms > 0) {
        faults.add({ fault: { kind: 'delay', ms } })
      }
    }
  }

  /** CPU time of the integration's process so far, in ms. */
  public async cpuMs(): Promise<number> {
    const [integration] = this.sandbox.processes
    return processCpuMs(integration?.pid)
  }

  /** An id that Brevo has not used yet. */
  public newId(): string {
    this.lastId += 1
    return `bench-${this.lastId}`
  }

  /** A message of an agent, written now. */
  public answer(text: string): SentMessage {
    return { id: this.newId(), text, createdAt: this.now(), agent: JULIA }
  }

  /** The time on the sandbox's clocks, in epoch ms. */
  public now(): number {
    return Date.now() + this.aheadMs
  }

  /** Hands conversations over, without latency, and lets a minute go by in each. */
  public async open(count: number): Promise<Talk[]> {
    const talks: Talk[] = []
    while (talks.length < count) {
      const missing = Math.min(OPENED_AT_ONCE, count - talks.length)
      talks.push(...(await Promise.all(Array.from({ length: missing }, () => this.escalate()))))
    }
    await this.letPass(SETTLED_MS)
    await inTurns(talks, OPENED_AT_ONCE, async (talk) => {
      await talk.chat.say('Are you there?')
      await this.deliver(fragment(talk.visitorId, [this.answer('Yes, how can I help?')]))
    })
    await this.letPass(SETTLED_MS)
    return talks
  }

  /** Puts all clocks of the sandbox ahead. */
  public async letPass(ms: number): Promise<void> {
    this.aheadMs += ms
    await this.sandbox.advance(ms)
  }

  /** Brevo's webhook: delivers an event and waits for the answer. */
  public async deliver(event: object): Promise<void> {
    await this.post(JSON.stringify(event))
  }

  /** Like `deliver`, for a body that was made beforehand. */
  public async post(body: string): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(this.sandbox.botpress.webhookUrl, { method: 'POST', headers, body })
    const text = await answer.text()
    if (!answer.ok) {
      this.failures.push(`webhook: ${answer.status} ${text}`)
    }
  }

  /**
   * Calls an action as Botpress does.
   * @returns the field of its output
   */
  public async act(type: 'createUser' | 'startHitl', input: object, field: string): Promise<string> {
    const { body } = await this.sandbox.botpress.dispatcher.dispatch('action_triggered', { type, input })
    const answer: { output?: Record<string, string> } = JSON.parse(body)
    return answer.output?.[field] ?? ''
  }

  /** Calls of the integration while something is done, by service. */
  public async callsDuring(work: () => Promise<unknown>): Promise<Calls> {
    const before = { ...this.made }
    await work()
    return { brevo: this.made.brevo - before.brevo, botpress: this.made.botpress - before.botpress }
  }

  /** @throws {Error} when a call failed, for then something else was measured than was meant */
  public assertSound(): void {
    const [first] = [...this.failures, ...this.sandbox.botpress.violations]
    if (first !== undefined) {
      throw new Error(`${this.name} did not do its work: ${first}\n${this.sandbox.output}`)
    }
  }

  public async close(): Promise<void> {
    await this.sandbox.close()
  }

  private async escalate(): Promise<Talk> {
    const chat = this.sandbox.botpress.bot.openChat({ name: 'Ada' })
    await chat.say('human please')
    const conversationId = chat.session()?.conversationId
    const conversation = this.sandbox.botpress.conversations().find(({ id }) => id === conversationId)
    if (conversation === undefined) {
      throw new Error(`${this.name} opened no session: ${this.sandbox.output}`)
    }
    return { chat, conversationId: conversation.id, visitorId: conversation.tags.visitorId ?? conversation.id }
  }
}

/** Works on many things, so many at the same time. */
export const inTurns = async <T>(things: T[], atOnce: number, work: (thing: T) => Promise<unknown>): Promise<void> => {
  const left = things.values()
  const worker = async (): Promise<void> => {
    for (const thing of left) {
      await work(thing)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
