import { addedAddress, addressAt } from './markdown-link'

/** A part of a line: words, or a mark of emphasis that goes when it finds its counterpart. */
export type Token = { text: string; mark?: { opens: boolean; closes: boolean } }

/** The next place where something may begin that is not plain words. */
const SPECIAL = /[\\`*_~[\]<]|https?:\/\//g

const ESCAPED = /\\([!-/:-@[-`{-~])/y
const AUTOLINK = /<(https?:\/\/[^\s<>]+)>/y
const BARE_LINK = /https?:\/\/[^\s<>[\]*`]+/y
const MARK = /\*{1,3}|_{1,3}|~~/y
const BACKTICKS = /`+/y
const WORD = /[\p{L}\p{N}]/u

/** No line makes much work: so many brackets may be open at once, and so many backticks may begin code. */
const MAX_OPEN_BRACKETS = 10
const MAX_BACKTICKS = 3

/** Cuts a line into tokens, left to right; no place is looked at more often than a bound allows. */
export class MarkdownTokenizer {
  private readonly found: Token[] = []
  /** Where brackets that are still open stand among the tokens. */
  private readonly brackets: number[] = []
  private at = 0
  /** From here on the line holds no more backticks that close code, by the number of backticks. */
  private readonly noBackticksAfter = new Map<string, number>()

  public constructor(private readonly line: string) {}

  public tokens(): Token[] {
    while (this.at < this.line.length) {
      SPECIAL.lastIndex = this.at
      const next = SPECIAL.exec(this.line)?.index ?? this.line.length
      this.push(this.line.slice(this.at, next), next)
      const character = this.line.charAt(next)
      if (character !== '' && !this.takeAs(character)) {
        this.push(character, next + 1)
      }
    }
    return this.found
  }

  private takeAs(character: string): boolean {
    switch (character) {
      case '\\':
        return this.takeMatch(ESCAPED)
      case '<':
        return this.takeMatch(AUTOLINK)
      case '`':
        return this.takeCode()
      case '[':
        return this.openBracket()
      case ']':
        return this.takeLink()
      case 'h':
        return this.takeBareLink()
      default:
        return this.takeMark()
    }
  }

  private push(text: string, end: number, mark?: Token['mark']): true {
    if (text !== '') {
      this.found.push(mark ? { text, mark } : { text })
    }
    this.at = end
    return true
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    return pattern.exec(this.line)
  }

  private takeMatch(pattern: RegExp): boolean {
    const match = this.match(pattern)
    return match !== null && this.push(match[1] ?? '', this.at + match[0].length)
  }

  /** An address is left as it is; marks at its end belong to the words around it. */
  private takeBareLink(): boolean {
    const address = this.match(BARE_LINK)?.[0]
    if (address === undefined) {
      return false
    }
    let length = address.length
    while (length > 0 && '_~'.includes(address.charAt(length - 1))) {
      length -= 1
    }
    return this.push(address.slice(0, length), this.at + length)
  }

  private takeCode(): boolean {
    const ticks = this.match(BACKTICKS)?.[0]
    if (ticks === undefined) {
      return false
    }
    const start = this.at + ticks.length
    const mayEnd = ticks.length <= MAX_BACKTICKS && start < (this.noBackticksAfter.get(ticks) ?? Infinity)
    const end = mayEnd ? this.line.indexOf(ticks, start) : -1
    if (end < 0) {
      this.noBackticksAfter.set(ticks, start)
      return this.push(ticks, start)
    }
    return this.push(this.line.slice(start, end), end + ticks.length)
  }

  /** Marks inside words or numbers ("snake_case", "2*3*4") and before a space are no marks. */
  private takeMark(): boolean {
    const mark = this.match(MARK)?.[0]
    if (mark === undefined) {
      return false
    }
    const before = this.line.charAt(this.at - 1)
    const after = this.line.charAt(this.at + mark.length)
    const inWord = WORD.test(before) && WORD.test(after) && mark !== '**'
    const opens = !inWord && after.trim() !== ''
    const closes = !inWord && before.trim() !== ''
    return this.push(mark, this.at + mark.length, { opens, closes })
  }

  private openBracket(): boolean {
    this.brackets.push(this.found.length)
    if (this.brackets.length > MAX_OPEN_BRACKETS) {
      this.brackets.shift()
    }
    return this.push('[', this.at + 1)
  }

  /** What a closing bracket ends is a link or picture when an address follows. */
  private takeLink(): boolean {
    const opening = this.brackets.pop()
    const link = opening === undefined ? undefined : addressAt(this.line, this.at + 1)
    if (opening === undefined || link === undefined) {
      return false
    }
    this.found[opening] = { text: '' }
    this.dropExclamation(opening)
    const said = this.found
      .slice(opening)
      .map(({ text }) => text)
      .join('')
      .trim()
    return this.push(addedAddress(said, link.address), link.end)
  }

  /** The "!" before the bracket of a picture. */
  private dropExclamation(bracket: number): void {
    const before = this.found[bracket - 1]
    if (before?.text.endsWith('!') && !before.mark) {
      this.found[bracket - 1] = { text: before.text.slice(0, -1) }
    }
  }
}
