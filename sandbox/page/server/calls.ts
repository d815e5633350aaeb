import * as z from 'zod'
import type { WireCall } from '../../shared/wire'
import type { CallView, DirectionTotals, TotalsView } from '../model'

/** How many calls the page shows. */
export const SHOWN_CALLS = 300

/** How many calls are looked at when one has to be put down to another. */
const REMEMBERED = SHOWN_CALLS

/** The clocks of two parties read the same moment this far apart, in ms. */
const TOLERANCE_MS = 2

const delivery = z.looseObject({
  req: z.looseObject({
    body: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(
        z.looseObject({
          eventName: z.literal('conversationFragment'),
          messages: z.array(z.looseObject({ type: z.string(), receivedFrom: z.string().optional() })),
        })
      ),
  }),
})

/** How many messages of agents a delivered webhook holds. */
const agentMessagesIn = (request: unknown): number => {
  try {
    const { messages } = delivery.parse(request).req.body
    return messages.filter(({ type, receivedFrom }) => type === 'agent' && !receivedFrom).length
  } catch {
    return 0
  }
}

const ID = /[A-Za-z0-9_-]{16,}/g

const idsIn = ({ request }: WireCall): Set<string> => new Set(JSON.stringify(request ?? '').match(ID))

type Caused = { brevo: number; botpress: number }

/** A call to the integration, with what it is known to have caused. */
type Invocation = { call: WireCall; view: CallView; caused: Caused; ids: Set<string>; totals?: DirectionTotals }

/** A call of the integration's own, put down to the invocation that fits best so far. */
type OwnCall = { call: WireCall; ids: Set<string>; cause?: Invocation; fit: number }

const ranWithin = ({ at, durationMs }: WireCall, whole: WireCall): boolean =>
  at >= whole.at - TOLERANCE_MS && at + durationMs <= whole.at + whole.durationMs + TOLERANCE_MS

const remember = <T>(list: T[], entry: T): void => {
  list.push(entry)
  if (list.length > REMEMBERED) {
    list.shift()
  }
}

/**
 * The calls as the page lists them, each call to the integration with what it caused. Nothing on the wire says what
 * was caused by what: it is told from the time, and, where several invocations ran at once, from the ids they share.
 */
export class CallLog {
  public readonly totals: TotalsView = {
    toBrevo: { messages: 0, brevoCalls: 0, botpressCalls: 0 },
    toCustomer: { messages: 0, brevoCalls: 0, botpressCalls: 0 },
  }
  private readonly shown: CallView[] = []
  private readonly own: OwnCall[] = []

  /**
   * Takes a call of the wire.
   * @returns what is new or changed by it
   */
  public add(call: WireCall): CallView[] {
    const { id, at, from, to, operation, status, durationMs } = call
    const view: CallView = { id, at, from, to, operation, status, durationMs }
    remember(this.shown, view)
    if (from === 'integration') {
      remember(this.own, { call, ids: idsIn(call), fit: -1 })
    }
    return to === 'integration' ? this.explain(call, view) : [view]
  }

  /** The newest calls, oldest first. */
  public list(): CallView[] {
    return this.shown.slice(-SHOWN_CALLS)
  }

  private explain(call: WireCall, view: CallView): CallView[] {
    const caused: Caused = { brevo: 0, botpress: 0 }
    view.caused = caused
    const totals = this.totalsOf(call)
    const invocation: Invocation = { call, view, caused, ids: idsIn(call), ...(totals ? { totals } : {}) }
    const changed = new Set([view])
    for (const own of this.own) {
      const fit = [...own.ids].filter((id) => invocation.ids.has(id)).length
      const rival = own.cause
      const fitsBetter = fit > own.fit || (fit === own.fit && rival !== undefined && rival.call.at > call.at)
      if (ranWithin(own.call, call) && fitsBetter) {
        count(rival, own.call, -1)
        count(invocation, own.call, 1)
        own.cause = invocation
        own.fit = fit
        if (rival) {
          changed.add(rival.view)
        }
      }
    }
    return [...changed]
  }

  /** Counts the messages that an invocation relayed, and says for which direction its calls count. */
  private totalsOf({ operation, status, request }: WireCall): DirectionTotals | undefined {
    const { toBrevo, toCustomer } = this.totals
    if (status === 200 && operation.startsWith('message_created')) {
      toBrevo.messages += 1
      return toBrevo
    }
    const messages = status === 200 && operation === 'webhook_received' ? agentMessagesIn(request) : 0
    toCustomer.messages += messages
    return messages > 0 ? toCustomer : undefined
  }
}

const count = (invocation: Invocation | undefined, { to }: WireCall, by: 1 | -1): void => {
  if (!invocation) {
    return
  }
  const { caused, totals } = invocation
  const isBrevo = to === 'brevo'
  caused[isBrevo ? 'brevo' : 'botpress'] += by
  if (totals) {
    totals[isBrevo ? 'brevoCalls' : 'botpressCalls'] += by
  }
}
