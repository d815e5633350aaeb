const KEEP = 1_000

/** What was done wrong by whoever called: requests or payloads that broke a definition. The first thousand are kept. */
export class Violations {
  public readonly list: string[] = []

  public note(text: string): void {
    if (this.list.length < KEEP) {
      this.list.push(text)
    }
  }
}
