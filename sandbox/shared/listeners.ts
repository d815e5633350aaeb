/** Those who are told when something happens. */
export class Listeners<News = void> {
  private readonly all = new Set<(news: News) => void>()

  /** @returns a function that ends the listening */
  public add(listener: (news: News) => void): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }

  public tell(news: News): void {
    for (const listener of this.all) {
      listener(news)
    }
  }
}
