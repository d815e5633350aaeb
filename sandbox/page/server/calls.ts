import * as z from 'zod'
import { parsedJson } from '../../shared/json'
import type { WireCall } from '../../shared/wire'
import type { CallView, Caused, DirectionTotals, TotalsView } from '../model'

export const SHOWN_CALLS = 300

const delivery = z.looseObject({ req: z.looseObject({ body: z.string() }) })

const fragment = z.looseObject({
  eventName: z.literal('conversationFragment'),
  messages: z.array(z.looseObject({ type: z.string(), receivedFrom: z.string().optional() })),
})

/** How many messages of agents a delivered webhook holds. */
const agentMessagesIn = (request: unknown): number => {
  const delivered = delivery.safeParse(request)
  const event = fragment.safeParse(delivered.success ? parsedJson(delivered.data.req.body) : undefined)
  const messages = event.success ? event.data.messages : []
  return messages.filter(({ type, receivedFrom }) => type === 'agent' && !receivedFrom).length
}

/** What the integration called in one invocation, and for which direction it counts, once that is known. */
type Invocation = { caused: Caused; totals?: DirectionTotals | undefined }

const byBeginning = (one: CallView, other: CallView): number => one.at - other.at || other.durationMs - one.durationMs

/** The calls as the page lists them, each call to the integration with what was called in it. */
export class CallLog {
  public readonly totals: TotalsView = {
    toBrevo: { messages: 0, brevo: 0, botpress: 0 },
    toCustomer: { messages: 0, brevo: 0, botpress: 0 },
  }
  /** The newest, in the order of their beginnings: what caused others ends after them. */
  public shown: CallView[] = []
  private readonly invocations = new Map<string, Invocation>()

  /** Takes a call of the wire. An invocation may come before what was called in it, or after. */
  public add(call: WireCall): void {
    const { request: _, response: __, ...view }: WireCall & CallView = call
    this.shown = [...this.shown, view].sort(byBeginning).slice(-SHOWN_CALLS)
    if (call.invocation === undefined) {
      return
    }
    const invocation = this.invocationOf(call.invocation)
    const { caused } = invocation
    if (call.to === 'integration') {
      invocation.totals = this.totalsOf(call)
      view.caused = caused
      addTo(invocation.totals, caused)
      return
    }
    const one = { brevo: 0, botpress: 0, [call.to]: 1 }
    addTo(caused, one)
    addTo(invocation.totals, one)
  }

  private invocationOf(id: string): Invocation {
    const known: Invocation = this.invocations.get(id) ?? { caused: { brevo: 0, botpress: 0 } }
    this.invocations.set(id, known)
    return known
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

const addTo = (sum: Caused | undefined, { brevo, botpress }: Caused): void => {
  if (sum) {
    sum.brevo += brevo
    sum.botpress += botpress
  }
}
