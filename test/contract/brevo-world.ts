import { randomBytes } from 'node:crypto'
import { openingMark } from '../../src/brevo/mark'
import { isTranscript, type Arrival, type EventLog } from './event-log'
import { NotTried } from './statement'

/** The most calls that one run makes, cleaning up included: an account has 100 an hour for all that it does. */
export const MAX_CALLS = 40

const TIMEOUT_MS = 20_000

/** What `receivedFrom` says on every message of a run but openings, which bear the product's mark. */
export const RECEIVED_FROM = 'brevo-hitl-contract'

/** An answer of Brevo; `body` is empty when it is no JSON object. */
export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }

export type BrevoSettings = {
  /** Without a slash at its end. */
  url: string
  apiKey: string
  agentId: string
  /** Where the account's webhook delivers; undefined when nothing of it can be seen. */
  events: EventLog | undefined
  /** How long to wait for an event, in ms. */
  patienceMs: number
  /** How long to wait for an event to be delivered again, in ms; 0 for not at all. */
  redeliveryMs: number
  /** Whether a dummy agent may be made. It cannot be removed by the API. */
  mayMakeAgents: boolean
  /** Lets an agent answer a visitor by hand and then finish the conversation; undefined where nobody does. */
  agent: ((visitorId: string) => void) | undefined
  /** How long the agent may take, in ms. */
  agentMs: number
}

/** What came of a conversation that an agent has answered in and finished. */
export type Talk = { openingId: unknown; mark: string; arrivals: Arrival[] }

/** A Brevo account, the stand-in's or a real one, within the budget of a run. */
export class BrevoWorld {
  public calls = 0
  private readonly written: string[] = []
  private opened: Promise<{ visitorId: string; answer: Answer }> | undefined
  private talked: Promise<Talk> | undefined

  public constructor(public readonly settings: BrevoSettings) {}

  /**
   * Makes one call.
   * @throws {NotTried} when the rest of the budget is needed to clean up
   */
  public async call(method: string, path: string, body?: object, apiKey = this.settings.apiKey): Promise<Answer> {
    const ownMessages = method === 'POST' && path === '/conversations/messages' ? 1 : 0
    if (this.calls + this.written.length + ownMessages >= MAX_CALLS) {
      throw new NotTried(`the ${MAX_CALLS} calls of a run are used up`)
    }
    return this.send(method, path, body, apiKey)
  }

  /** Writes as the configured agent, and remembers what is to be deleted. */
  public async write(visitorId: string, text: string, more: object = {}): Promise<Answer> {
    const fields = { agentId: this.settings.agentId, receivedFrom: RECEIVED_FROM, ...more }
    const answer = await this.call('POST', '/conversations/messages', { visitorId, text, ...fields })
    if (typeof answer.body['id'] === 'string') {
      this.written.push(answer.body['id'])
    }
    return answer
  }

  /** The conversation that most statements look at: opened by one message to a visitor whom nobody knows. */
  public opening(): Promise<{ visitorId: string; answer: Answer }> {
    this.opened ??= (async () => {
      const visitorId = newVisitorId()
      const receivedFrom = openingMark(visitorId)
      return {
        visitorId,
        answer: await this.write(visitorId, 'Contract of Brevo HITL: please ignore.', { receivedFrom }),
      }
    })()
    return this.opened
  }

  /** @throws {NotTried} when no webhook can be seen */
  public events(): EventLog {
    if (!this.settings.events) {
      throw new NotTried('needs CONTRACT_WEBHOOK_URL, a public address that leads to this machine')
    }
    return this.settings.events
  }

  /**
   * Lets an agent answer in the opened conversation and finish it, once in a run.
   * @throws {NotTried} when nobody does, or no webhook can be seen
   */
  public talk(): Promise<Talk> {
    this.talked ??= (async () => {
      const events = this.events()
      const { agent, agentMs } = this.settings
      if (!agent) {
        throw new NotTried('needs somebody who answers in Brevo and finishes; CONTRACT_AGENT_MINUTES=5 waits for that')
      }
      const { visitorId, answer } = await this.opening()
      agent(visitorId)
      await events.find(visitorId, isTranscript, agentMs)
      return {
        openingId: answer.body['id'],
        mark: openingMark(visitorId),
        arrivals: events.arrivals.filter(({ visitor }) => visitor.id === visitorId),
      }
    })()
    return this.talked
  }

  /** Deletes every message of this run. @returns how many could not be deleted */
  public async cleanUp(): Promise<number> {
    let left = 0
    for (const id of this.written.splice(0)) {
      const isGone = await this.send('DELETE', `/conversations/messages/${id}`, undefined, this.settings.apiKey).then(
        ({ status }) => status === 204 || status === 404,
        () => false
      )
      left += isGone ? 0 : 1
    }
    return left
  }

  private async send(method: string, path: string, body: object | undefined, apiKey: string): Promise<Answer> {
    this.calls += 1
    const answer = await fetch(this.settings.url + path, {
      method,
      headers: { 'api-key': apiKey, accept: 'application/json', 'content-type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, headers: answer.headers, body: fieldsOf(await answer.text()) }
  }
}

/** An id of a visitor whom nobody knows, in the form that the product uses. */
export const newVisitorId = (length = 32): string => `contract-${randomBytes(32).toString('hex')}`.slice(0, length)

const fieldsOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}
