import { Listeners } from '../../shared/listeners'
import type { CallView, Hello, News, Snapshot } from '../model'

/** How long changes are collected before they are told, in ms. */
const COLLECT_MS = 25

/** How often it is looked for what nothing announces, such as the end of Brevo's hour, in ms. */
const LOOK_MS = 1_000
const KEEP_ALIVE_MS = 15_000

const message = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

type Source = { snapshot: () => Snapshot; hello: () => Hello }

/** Tells every open page what has changed. */
export class Feed {
  private readonly listeners = new Listeners<string>()
  /** The snapshot that was told last, as JSON. */
  private known = ''
  private calls: CallView[] = []
  private timer: NodeJS.Timeout | undefined
  private readonly look = setInterval(() => this.changed(), LOOK_MS)
  private readonly keepAlive = setInterval(() => this.listeners.tell(':\n\n'), KEEP_ALIVE_MS)

  public constructor(private readonly source: Source) {
    this.look.unref()
    this.keepAlive.unref()
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
    const news: News = { snapshot: this.source.snapshot(), calls: this.calls }
    const text = JSON.stringify(news.snapshot)
    if (text !== this.known || news.calls.length > 0) {
      this.listeners.tell(message('news', news))
      this.known = text
      this.calls = []
    }
  }
}
