import { clean, isBlank, shortLine, truncate } from '../../text'
import { htmlPicture, type HtmlPicture } from './html-picture'
import { htmlPieces, type HtmlPiece } from './html-pieces'
import { HtmlWords } from './html-words'
import { linkAddress, showsAddress } from './link-address'

/** A link of HTML: the words that lead somewhere, and where. */
export type HtmlLink = { label: string; address: string }

/** What HTML shows, without being rendered. */
export type HtmlContent = {
  /** Lines of words; a link's address follows its words in brackets unless they show it. */
  words: string
  links: HtmlLink[]
  pictures: HtmlPicture[]
}

/** How much of HTML is read, in UTF-16 units; a pasted picture alone may be longer. */
export const MAX_HTML_LENGTH = 300_000

const MAX_WORDS_LENGTH = 200_000
const MAX_LINKS = 50
const MAX_PICTURES = 20
/** A link's words may be its whole address. */
const MAX_LABEL_LENGTH = 2_100

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend main menu nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' ')
)

/** Elements whose text is not for the reader. The parser takes what is in most of them as text, tags and all. */
const DROPPED = new Set(['script', 'style', 'title', 'template', 'iframe', 'noembed', 'noframes'])

/** What is read of HTML that is too long: up to its last whole tag, with a sign that something is missing. */
const fitting = (html: string): string => {
  if (html.length <= MAX_HTML_LENGTH) {
    return html
  }
  const end = html.lastIndexOf('<', MAX_HTML_LENGTH)
  return `${html.slice(0, end > 0 ? end : MAX_HTML_LENGTH)}…`
}

/**
 * Reads HTML that came from outside: its words, links and pictures. Nothing of it is rendered or fetched. Takes time
 * in proportion to its length, whatever its depth and quality.
 * @param known addresses that the reader has anyway, and that are therefore not written out again
 */
export const htmlContent = (html: string, known: Iterable<string> = []): HtmlContent => {
  const reader = new Reader(known)
  for (const piece of htmlPieces(fitting(html))) {
    reader.read(piece)
  }
  return reader.content()
}

class Reader {
  private readonly words = new HtmlWords(MAX_WORDS_LENGTH)
  private readonly links: HtmlLink[] = []
  private readonly pictures: HtmlPicture[] = []
  private readonly shown: Set<string>
  private dropped: string | undefined
  private preformatted = 0
  private link: { address: string; label: string } | undefined

  public constructor(known: Iterable<string>) {
    this.shown = new Set(known)
  }

  public read(piece: HtmlPiece): void {
    if (this.dropped !== undefined) {
      this.dropped = piece.kind === 'close' && piece.tag === this.dropped ? undefined : this.dropped
      return
    }
    switch (piece.kind) {
      case 'text':
        this.add(piece.text)
        break
      case 'open':
        this.open(piece)
        break
      case 'close':
        this.close(piece.tag)
        break
      default:
        piece satisfies never
    }
  }

  public content(): HtmlContent {
    this.endLink()
    const words = clean(this.words.toString().replaceAll('\u00A0', ' '))
    return { words: truncate(words, MAX_WORDS_LENGTH), links: this.links, pictures: this.pictures }
  }

  private open({ tag, isClosed, attributes }: HtmlPiece & { kind: 'open' }): void {
    if (DROPPED.has(tag)) {
      this.dropped = isClosed ? undefined : tag
    } else if (tag === 'br') {
      this.words.breakLine()
    } else if (tag === 'li') {
      this.words.startItem()
    } else if (tag === 'a') {
      this.endLink()
      const address = linkAddress(attributes('href'))
      this.link = address === undefined ? undefined : { address, label: '' }
    } else if (tag === 'img' || tag === 'image') {
      this.addPicture(attributes)
    } else if (BLOCKS.has(tag)) {
      this.words.startBlock()
      this.preformatted += tag === 'pre' ? 1 : 0
    }
  }

  private close(tag: string): void {
    if (tag === 'a') {
      this.endLink()
    } else if (tag === 'td' || tag === 'th') {
      this.words.addBlank()
    } else if (tag === 'li') {
      this.words.endItem()
    } else if (BLOCKS.has(tag)) {
      this.words.startBlock()
      this.preformatted = Math.max(0, this.preformatted - (tag === 'pre' ? 1 : 0))
    }
  }

  private add(text: string): void {
    this.words.add(text, this.preformatted > 0)
    if (this.link && this.link.label.length < MAX_LABEL_LENGTH) {
      this.link.label += text.slice(0, MAX_LABEL_LENGTH)
    }
  }

  private endLink(): void {
    const { link } = this
    this.link = undefined
    if (!link || this.shown.has(link.address) || this.links.length >= MAX_LINKS) {
      return
    }
    this.shown.add(link.address)
    const label = shortLine(link.label, MAX_LABEL_LENGTH)
    this.links.push({ label, address: link.address })
    if (!showsAddress(label, link.address)) {
      this.writeOut(link.address, !isBlank(label))
    }
  }

  private writeOut(address: string, hasWords: boolean): void {
    if (hasWords) {
      this.words.addAside(`(${address})`)
      return
    }
    this.words.addBlank()
    this.words.add(address)
    this.words.addBlank()
  }

  private addPicture(attributes: (name: string) => string): void {
    const picture = htmlPicture(attributes)
    if (typeof picture === 'string') {
      this.add(picture)
      return
    }
    const identity = picture?.link ?? `picture ${picture?.name}`
    if (picture && !this.shown.has(identity) && this.pictures.length < MAX_PICTURES) {
      this.shown.add(identity)
      this.pictures.push(picture)
    }
  }
}
