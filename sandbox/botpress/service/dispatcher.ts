import { randomUUID } from 'node:crypto'
import type { Activity } from '../../shared/activity'
import { isRecord, parsedJson } from '../../shared/json'
import { post, type Answer } from '../../shared/post'
import { INVOCATION_HEADER, type Wire } from '../../shared/wire'
import type { Identity } from './identity'

/** What Botpress can ask of an integration. */
type IntegrationOperation =
  | 'ping'
  | 'register'
  | 'unregister'
  | 'webhook_received'
  | 'message_created'
  | 'action_triggered'

type Options = {
  wire: Wire
  activity: Activity
  identity: Identity
  configuration: () => Record<string, unknown>
  timeoutMs: number
  /** Breaks off what is under way. */
  closing: AbortSignal
}

/** A field that tells one call of an operation from another: the message's type, the action's name. */
const typeOf = (body: unknown): string | undefined =>
  isRecord(body) && typeof body['type'] === 'string' ? body['type'] : undefined

/** Calls the integration's processes as Botpress does: over HTTP, with its headers, one process after the other. */
export class Dispatcher {
  /** The processes that are called from now on, in turn. */
  public urls: string[] = []
  private next = 0

  public constructor(private readonly options: Options) {}

  /** One call. Never throws: the status is 502 when the process broke off or did not answer in time. */
  public async dispatch(operation: IntegrationOperation, body: unknown): Promise<Answer> {
    const { wire, activity, timeoutMs, closing } = this.options
    const name = [operation, typeOf(body)].filter(Boolean).join(' ')
    return activity.track(name, async () => {
      const record = wire.begin()
      const invocation = randomUUID()
      const url = this.urls[this.next++ % this.urls.length]
      const headers = { ...this.headers(operation), [INVOCATION_HEADER]: invocation }
      const answer = await post(url, body, { headers, timeoutMs, closing })
      record({
        from: 'botpress',
        to: 'integration',
        operation: name,
        status: answer.status,
        invocation,
        request: body,
        response: parsedJson(answer.body),
      })
      return answer.status === 0 ? { ...answer, status: 502 } : answer
    })
  }

  private headers(operation: IntegrationOperation): Record<string, string> {
    const { identity, configuration } = this.options
    return {
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
