/** HTML's white space; a no-break space is not among it. */
const BLANKS = /[ \t\n\f\r]+/

/** What may not be glued to a remark that was put before it. */
const WORD_START = /^[\p{L}\p{N}(]/u

/**
 * Collects the words of HTML as a person would read them on lines: white space collapses, a block begins on a line of
 * its own, an item with "- ", and there is never more than one empty line. Takes time in proportion to what is added.
 */
export class HtmlWords {
  private readonly written: string[] = []
  private length = 0
  private lineIsEmpty = true
  private emptyLines = 0
  private isAfterAside = false
  private due = { blank: false, block: false, item: false }

  /** @param limit how many UTF-16 units are collected; what comes after is left out */
  public constructor(private readonly limit: number) {}

  /** Adds running text, in which line ends are blanks unless `preformatted`. */
  public add(text: string, preformatted = false): void {
    const lines = preformatted ? text.split('\n') : [text]
    lines.forEach((line, index) => {
      if (index > 0) {
        this.breakLine()
      }
      this.addRun(line)
    })
  }

  /** Adds a remark to the word before it, ahead of the blank or the block that was to follow that word. */
  public addAside(text: string): void {
    this.write(this.lineIsEmpty ? text : ` ${text}`)
    this.lineIsEmpty = false
    this.isAfterAside = true
  }

  /** A blank between two things side by side, such as the cells of a table. */
  public addBlank(): void {
    this.due.blank = true
  }

  /** Ends the line, even an empty one: `<br>`. */
  public breakLine(): void {
    if (this.due.block) {
      this.due.block = false
      this.endLine()
    }
    this.endLine()
  }

  /** Begins or ends a block: what follows begins a line of its own. */
  public startBlock(): void {
    this.due.block = !this.lineIsEmpty
  }

  /** Begins an item of a list. */
  public startItem(): void {
    this.startBlock()
    this.due.item = true
  }

  /** Ends an item of a list, perhaps an empty one. */
  public endItem(): void {
    this.startBlock()
    this.due.item = false
  }

  /** All that was collected, without empty lines at the ends. */
  public toString(): string {
    return this.written.join('').trim()
  }

  private endLine(): void {
    this.emptyLines += this.lineIsEmpty ? 1 : 0
    if (this.length > 0 && this.emptyLines <= 1) {
      this.write('\n')
    }
    this.lineIsEmpty = true
    this.due.blank = false
  }

  private addRun(text: string): void {
    for (const [index, word] of text.split(BLANKS).entries()) {
      this.due.blank ||= index > 0
      if (word !== '') {
        this.addWord(word)
      }
    }
  }

  private addWord(word: string): void {
    if (this.due.block) {
      this.endLine()
    }
    const isGlued = this.isAfterAside && WORD_START.test(word)
    if (this.lineIsEmpty && this.due.item) {
      this.write('- ')
    } else if (!this.lineIsEmpty && (this.due.blank || isGlued)) {
      this.write(' ')
    }
    this.write(word)
    this.lineIsEmpty = false
    this.emptyLines = 0
    this.isAfterAside = false
    this.due = { blank: false, block: false, item: false }
  }

  private write(text: string): void {
    if (this.length < this.limit) {
      const fitting = text.slice(0, this.limit - this.length)
      this.written.push(fitting)
      this.length += fitting.length
    }
  }
}
