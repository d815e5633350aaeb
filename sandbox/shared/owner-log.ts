import * as z from 'zod'
import { Listeners } from './listeners'

const entry = z.object({ level: z.enum(['debug', 'info', 'warn', 'error']), text: z.string() })

/** A line of the log that the bot's owner reads in Studio; `at` in epoch ms, by this machine's clock. */
export type OwnerLine = z.infer<typeof entry> & { id: number; at: number }

const KEEP = 200

/** What the integration says to the bot's owner: the newest lines. */
export class OwnerLog {
  /** Those who are told of every new line. */
  public readonly watchers = new Listeners()
  private readonly kept: OwnerLine[] = []
  private nextId = 1

  /**
   * Adds a line.
   * @param json as a process of the integration writes it
   * @throws {z.ZodError} for anything else
   */
  public add(json: string): void {
    this.kept.push({ id: this.nextId++, at: Date.now(), ...entry.parse(JSON.parse(json)) })
    this.kept.splice(0, this.kept.length - KEEP)
    this.watchers.tell()
  }

  /** The lines kept, oldest first. */
  public lines(): OwnerLine[] {
    return [...this.kept]
  }
}
