import { randomUUID } from 'node:crypto'
import { Agent, request as httpRequest, type ClientRequest } from 'node:http'
import type { Activity } from '../../shared/activity'
import { isRecord, parsedJson } from '../../shared/json'
import { INVOCATION_HEADER, type Wire } from '../../shared/wire'
import type { Identity } from './identity'

/** What Botpress can ask of an integration. */
export type IntegrationOperation =
  | 'ping'
  | 'register'
  | 'unregister'
  | 'webhook_received'
  | 'message_created'
  | 'action_triggered'

/** What an integration's process answered; 502 when it broke off or did not answer in time. */
export type DispatchResult = { status: number; headers: Record<string, string>; body: string }

type Options = {
  wire: Wire
  activity: Activity
  identity: Identity
  configuration: () => Record<string, unknown>
  timeoutMs: number
}

/** How long a connection is kept without a call, in ms. */
const IDLE_MS = 1_000

const NO_ANSWER: DispatchResult = { status: 502, headers: {}, body: '' }

/** A field that tells one call of an operation from another: the message's type, the action's name. */
const typeOf = (body: unknown): string | undefined =>
  isRecord(body) && typeof body['type'] === 'string' ? body['type'] : undefined

/**
 * Calls the integration's processes as Botpress does: over HTTP, with its headers, one process after the other.
 */
export class Dispatcher {
  private next = 0
  private urls: string[] = []
  private readonly underWay = new Set<ClientRequest>()
  // Idle connections go long before the SDK's server would cut them (5 s), so that no call finds one half-closed.
  private readonly agent = new Agent({ keepAlive: true, timeout: IDLE_MS })

  public constructor(private readonly options: Options) {}

  /** The processes that are called from now on. */
  public setUrls(urls: string[]): void {
    this.urls = urls
  }

  /** One call; never throws. */
  public async dispatch(operation: IntegrationOperation, body: unknown): Promise<DispatchResult> {
    const { wire, activity } = this.options
    const name = [operation, typeOf(body)].filter(Boolean).join(' ')
    return activity.track(name, async () => {
      const record = wire.begin()
      const invocation = randomUUID()
      const result = await this.call(operation, JSON.stringify(body), invocation).catch(() => NO_ANSWER)
      record({
        from: 'botpress',
        to: 'integration',
        operation: name,
        status: result === NO_ANSWER ? 0 : result.status,
        invocation,
        request: body,
        response: parsedJson(result.body),
      })
      return result
    })
  }

  /** Breaks off what is under way. */
  public close(): void {
    for (const call of this.underWay) {
      call.destroy(new Error('the sandbox is closing'))
    }
    this.agent.destroy()
  }

  private async call(operation: IntegrationOperation, body: string, invocation: string): Promise<DispatchResult> {
    const url = this.urls[this.next++ % this.urls.length]
    if (url === undefined) {
      return NO_ANSWER
    }
    const timeout = this.options.timeoutMs
    return new Promise((resolve, reject) => {
      const own = { [INVOCATION_HEADER]: invocation, 'content-length': Buffer.byteLength(body) }
      const headers = { ...this.headers(operation), ...own }
      const call = httpRequest(url, { method: 'POST', headers, timeout, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const given = Object.entries(answer.headers).map(([key, value]) => [key, String(value)])
          const text = Buffer.concat(chunks).toString()
          resolve({ status: answer.statusCode ?? 502, headers: Object.fromEntries(given), body: text })
        })
      })
      this.underWay.add(call)
      call.on('timeout', () => call.destroy(new Error('no answer in time')))
      call.on('error', reject)
      call.on('close', () => {
        this.underWay.delete(call)
        reject(new Error('broken off'))
      })
      call.end(body)
    })
  }

  private headers(operation: IntegrationOperation): Record<string, string> {
    const { identity, configuration } = this.options
    return {
      'content-type': 'application/json',
      'x-bot-id': identity.botId,
      'x-bot-user-id': identity.botUserId,
      'x-integration-id': identity.integrationId,
      'x-integration-alias': identity.integrationAlias,
      'x-webhook-id': identity.webhookId,
      'x-bp-operation': operation,
      'x-bp-configuration': Buffer.from(JSON.stringify(configuration())).toString('base64'),
    }
  }
}
