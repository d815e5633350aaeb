import { Listeners } from '../../shared/listeners'
import type { Snapshot } from '../model'

/** How long changes are collected before they are told, in ms. */
const COLLECT_MS = 25

/** How often it is looked for what nothing announces, such as the end of Brevo's hour, in ms. */
const LOOK_MS = 1_000

/** Tells every open page what there is to see, whenever that has changed. */
export class Feed {
  private readonly listeners = new Listeners<string>()
  /** What was told last. */
  private known = ''
  private timer: NodeJS.Timeout | undefined
  private readonly look = setInterval(() => this.changed(), LOOK_MS).unref()

  public constructor(private readonly snapshot: () => Snapshot) {}

  /** Tells the snapshot as JSON, at once and after each change. @returns a function that ends the listening */
  public listen(tell: (snapshot: string) => void): () => void {
    tell(JSON.stringify(this.snapshot()))
    return this.listeners.add(tell)
  }

  public changed(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      const news = JSON.stringify(this.snapshot())
      if (news !== this.known) {
        this.known = news
        this.listeners.tell(news)
      }
    }, COLLECT_MS)
  }

  public close(): void {
    clearTimeout(this.timer)
    clearInterval(this.look)
  }
}
