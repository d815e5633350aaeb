import { Listeners } from './listeners'

/** The parties of the sandbox. */
export type Party = 'botpress' | 'integration' | 'brevo'

/** One HTTP call between two parties, as the one that served or made it saw it. */
export type WireCall = {
  /** Counts up from 1 within one wire. */
  id: number
  /** Epoch ms of the request. */
  at: number
  from: Party
  to: Party
  /** What was called, in the field's words: `POST /conversations/messages`, `message_created text`, … */
  operation: string
  /** HTTP status of the answer; 0 when the connection broke or nobody answered. */
  status: number
  durationMs: number
  /** The invocation of the integration that this call is, or was made in; unknown of calls from elsewhere. */
  invocation?: string | undefined
  request: unknown
  response: unknown
}

/** The header by which the sandbox's own services learn in which invocation a call is made. */
export const INVOCATION_HEADER = 'x-sandbox-invocation'

/** How many calls are kept; the oldest go first. */
const KEEP = 5_000

/** Everything that went over the wire, for tests that count and for people who watch. */
export class Wire {
  /** Those who are told of every call that is recorded. */
  public readonly watchers = new Listeners<WireCall>()
  private readonly log: WireCall[] = []
  private nextId = 1

  /** A call begins. @returns records it when it has ended */
  public begin(): (call: Omit<WireCall, 'id' | 'at' | 'durationMs'>) => WireCall {
    const at = Date.now()
    const started = performance.now()
    return (call) => this.record({ at, durationMs: Math.round(performance.now() - started), ...call })
  }

  public record(call: Omit<WireCall, 'id'>): WireCall {
    const recorded: WireCall = { id: this.nextId++, ...call }
    this.log.push(recorded)
    if (this.log.length > KEEP) {
      this.log.shift()
    }
    this.watchers.tell(recorded)
    return recorded
  }

  /** How many calls were recorded in all. */
  public get count(): number {
    return this.nextId - 1
  }

  /** The calls kept, oldest first, that match. */
  public calls(match: Partial<Pick<WireCall, 'from' | 'to'>> = {}): WireCall[] {
    return this.log.filter((call) => (!match.from || call.from === match.from) && (!match.to || call.to === match.to))
  }

  public clear(): void {
    this.log.length = 0
  }
}
