import * as z from 'zod'
import type { WireCall } from '../../sandbox/shared/wire'
import { acknowledgedBy, isOurs } from '../support/product'
import { STRANGER_WORD, USER_WORD } from './words'

const MARKER = new RegExp(`${USER_WORD}-\\d+!`)

const webhookCall = z.object({ req: z.object({ body: z.string() }) })
const fragment = z.object({
  eventName: z.literal('conversationFragment'),
  messages: z.array(z.object({ text: z.string(), receivedFrom: z.string().optional() })),
})

/** Whether the integration is given a webhook that brings only what it wrote itself. */
const isEcho = (given: unknown): boolean => {
  const webhook = webhookCall.safeParse(given)
  const event = webhook.success ? fragment.safeParse(JSON.parse(webhook.data.req.body)) : undefined
  return event?.success === true && event.data.messages.every(isOurs)
}

/** What the invariants have to know of what went on, told from the calls on the wire. */
export class Account {
  /** HTTP status of the invocation that was given a user's line, by the line's marker; 0 when its process died. */
  public readonly statuses = new Map<string, number>()
  /**
   * Whether a line may be in Brevo without Botpress knowing: Brevo stored it without saying so, a process died, or an
   * acknowledgement failed for good. Only then lines may be doubled.
   */
  public brevoDoubtful = false
  /** Whether Botpress did something without saying so, or a process died: an event may be emitted twice. */
  public botpressDoubtful = false
  /** Whether Botpress failed for longer than one call: what an invocation had to note may be lost. */
  public botpressOutage = false
  public deaths = 0
  /** Calls that the integration made on account of a visitor who is not its own. */
  public readonly callsForStrangers: string[] = []
  private strangers: string[] = []
  /** Messages whose acknowledgement has failed so far. */
  private readonly unacknowledged = new Set<string>()

  /** Begins anew. */
  protected forget(): void {
    this.statuses.clear()
    this.brevoDoubtful = false
    this.botpressDoubtful = false
    this.botpressOutage = false
    this.deaths = 0
    this.unacknowledged.clear()
    this.strangers = []
    this.callsForStrangers.length = 0
  }

  /** A visitor on whose account nothing may be called. */
  protected addStranger(visitorId: string): void {
    this.strangers.push(visitorId)
  }

  protected watch({ from, to, operation, status, request }: WireCall): void {
    const text = () => JSON.stringify(request) ?? ''
    if (from === 'botpress' && operation.startsWith('message_created')) {
      const [marker] = MARKER.exec(text()) ?? []
      if (marker) {
        this.statuses.set(marker, status)
      }
    }
    this.watchAcknowledgements(from, operation, status, request)
    if (from === 'integration' && this.strangers.length > 0) {
      const said = text()
      if (said.includes(STRANGER_WORD) || this.strangers.some((id) => said.includes(id))) {
        this.callsForStrangers.push(`${to}: ${operation}`)
      }
    }
  }

  /** An acknowledgement that has not succeeded when an invocation ends has failed for good. */
  private watchAcknowledgements(from: string, operation: string, status: number, request: unknown): void {
    const acknowledged = from === 'integration' ? acknowledgedBy(operation, request) : undefined
    if (acknowledged !== undefined && status === 200) {
      this.unacknowledged.delete(acknowledged)
    } else if (acknowledged !== undefined) {
      this.unacknowledged.add(acknowledged)
    }
    // What an echo comes to says nothing: it is answered while the line it echoes is still being acknowledged.
    const isEnd = from === 'botpress' && !isEcho(request)
    this.brevoDoubtful ||= isEnd && this.unacknowledged.size > 0
  }
}
