import { randomUUID } from 'node:crypto'
import type { Activity } from '../../shared/activity'
import { parsedJson, textIn } from '../../shared/json'
import { post, type Answer } from '../../shared/post'
import { INVOCATION_HEADER, type Wire } from '../../shared/wire'
import type { Identity } from './identity'

/** How long an invocation of the integration may take, in ms of the sandbox's own time. */
const TIMEOUT_MS = 60_000

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
  /** How many times as fast as the real time the sandbox's own passes. */
  speed: number
  /** Breaks off what is under way. */
  closing: AbortSignal
}

/** Calls the integration's processes as Botpress does: over HTTP, with its headers, one process after the other. */
export class Dispatcher {
  /** The processes that are called from now on, in turn. */
  public urls: string[] = []
  private next = 0

  public constructor(private readonly options: Options) {}

  /** One call. Never throws: the status is 502 when the process broke off or did not answer in time. */
  public async dispatch(operation: IntegrationOperation, body: unknown): Promise<Answer> {
    const { wire, activity, speed, closing } = this.options
    // The type of a message and the name of an action tell one call of an operation from another.
    const name = `${operation} ${textIn(body, 'type')}`.trim()
    return activity.track(name, async () => {
      const record = wire.begin()
      const invocation = randomUUID()
      const url = this.urls[this.next++ % this.urls.length]
      const headers = { ...this.headers(operation), [INVOCATION_HEADER]: invocation }
      const answer = await post(url, body, { headers, timeoutMs: TIMEOUT_MS / speed, closing })
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
