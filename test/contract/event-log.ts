import { Hono } from 'hono'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { listen } from '../../sandbox/shared/loopback-server'

// Nothing else is kept: the account's other visitors write here too.
const message = z.object({ id: z.string(), receivedFrom: z.string().optional() })

const event = z.object({
  eventName: z.string(),
  visitor: z.object({ id: z.string() }),
  message: message.optional(),
  messages: z.array(message).optional(),
})

/** An event as it came. `at` in epoch ms, `status` is what it was answered with. */
export type Arrival = z.infer<typeof event> & { at: number; status: number }

/** The messages of an event, of whichever kind it is. */
export const messagesOf = ({ message: one, messages = [] }: Arrival) => (one ? [one, ...messages] : messages)

/** Whether an event says that an agent has finished a conversation. */
export const isTranscript = ({ eventName }: Arrival): boolean => eventName === 'conversationTranscript'

const POLL_MS = 20

/** Listens for the events of an account and remembers them. */
export class EventLog {
  public readonly arrivals: Arrival[] = []
  /** What the next events of a visitor are answered with, one each; 200 when there is none left. */
  public readonly statuses = new Map<string, number[]>()

  private constructor(
    public readonly url: string,
    private readonly end: () => Promise<void>
  ) {}

  /**
   * Listens on 127.0.0.1.
   * @param port 0 for a free one
   * @throws {Error} when the port is taken
   */
  public static async start(port = 0): Promise<EventLog> {
    const app = new Hono()
    const server = await listen((request, env) => app.fetch(request, env), port)
    const log = new EventLog(server.origin, () => server.close())
    app.post('*', async (c) => log.take(await c.req.text()))
    return log
  }

  public close(): Promise<void> {
    return this.end()
  }

  /** Waits until an event of this visitor is there that fits; undefined after `ms`. */
  public async find(visitorId: string, fits: (arrival: Arrival) => boolean, ms: number): Promise<Arrival | undefined> {
    const until = Date.now() + ms
    for (;;) {
      const found = this.arrivals.find((arrival) => arrival.visitor.id === visitorId && fits(arrival))
      if (found || Date.now() >= until) {
        return found
      }
      await pause(POLL_MS)
    }
  }

  private take(body: string): Response {
    const read = event.safeParse(safely(body))
    if (!read.success) {
      return new Response(null, { status: 200 })
    }
    const status = this.statuses.get(read.data.visitor.id)?.shift() ?? 200
    this.arrivals.push({ ...read.data, at: Date.now(), status })
    return new Response(null, { status })
  }
}

const safely = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
