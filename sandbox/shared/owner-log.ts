import * as z from 'zod'

const entry = z.object({ level: z.enum(['debug', 'info', 'warn', 'error']), text: z.string() })

/** A line of the log that the bot's owner reads in Studio; `at` in epoch ms, by this machine's clock. */
export type OwnerLine = z.infer<typeof entry> & { id: number; at: number }

const KEEP = 200

/** What the integration says to the bot's owner: the newest lines. */
export class OwnerLog {
  private readonly kept: OwnerLine[] = []
  private readonly listeners = new Set<() => void>()
  private nextId = 1

  /**
   * Adds a line.
   * @param json as a process of the integration writes it
   * @throws {z.ZodError} for anything else
   */
  public add(json: string): void {
    this.kept.push({ id: this.nextId++, at: Date.now(), ...entry.parse(JSON.parse(json)) })
    this.kept.splice(0, this.kept.length - KEEP)
    for (const listener of this.listeners) {
      listener()
    }
  }

  /** The lines kept, oldest first. */
  public lines(): OwnerLine[] {
    return [...this.kept]
  }

  /** @returns a function that ends the listening */
  public onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
