import { Listeners } from '../../shared/listeners'
import type { CallView, Hello, Snapshot } from '../model'

/** How long changes are collected before they are told, in ms. */
const COLLECT_MS = 25

/** How often it is looked for what nothing announces, such as the end of Brevo's hour, in ms. */
const LOOK_MS = 1_000
const KEEP_ALIVE_MS = 15_000

const message = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

type Source = { snapshot: () => Snapshot; hello: () => Hello }

/** Tells every open page what changes: of the snapshot only the parts that are no longer what they were. */
export class Feed {
  private readonly listeners = new Listeners<string>()
  private readonly known = new Map<string, string>()
  private calls: CallView[] = []
  private timer: NodeJS.Timeout | undefined
  private readonly look = setInterval(() => this.changed(), LOOK_MS)
  private readonly keepAlive = setInterval(() => this.listeners.tell(':\n\n'), KEEP_ALIVE_MS)

  public constructor(private readonly source: Source) {
    this.look.unref()
    this.keepAlive.unref()
    this.differences(source.snapshot())
  }

  /** A connection of a page: everything first, then what changes. */
  public connect(): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    let end: (() => void) | undefined
    return new ReadableStream({
      start: (controller) => {
        this.flush()
        controller.enqueue(encoder.encode(`retry: 1000\n${message('hello', this.source.hello())}`))
        end = this.listeners.add((chunk) => controller.enqueue(encoder.encode(chunk)))
      },
      cancel: () => end?.(),
    })
  }

  /** Calls were made, or are better known than before. */
  public tellCalls(calls: CallView[]): void {
    this.calls.push(...calls)
    this.changed()
  }

  /** Something may have changed. */
  public changed(): void {
    this.timer ??= setTimeout(() => this.flush(), COLLECT_MS)
  }

  public close(): void {
    clearTimeout(this.timer)
    clearInterval(this.look)
    clearInterval(this.keepAlive)
  }

  private flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const changes = this.differences(this.source.snapshot())
    if (Object.keys(changes).length > 0) {
      this.listeners.tell(message('change', changes))
    }
    if (this.calls.length > 0) {
      this.listeners.tell(message('calls', this.calls))
      this.calls = []
    }
  }

  private differences(snapshot: Snapshot): Partial<Snapshot> {
    const changed = Object.entries(snapshot).filter(([name, part]) => {
      const text = JSON.stringify(part)
      const isNew = this.known.get(name) !== text
      this.known.set(name, text)
      return isNew
    })
    return Object.fromEntries(changed)
  }
}
