import { fieldsIn, objectsIn, textIn, type Fields } from '../../lenient'
import { clean, isBlank, truncate } from '../../text'
import { htmlContent, type HtmlContent, type HtmlLink } from '../html/html-content'
import { showsAddress } from '../html/link-address'
import { readAttachments, type Attachment } from './attachment'

/** What a message says, in plain words and files. */
export type MessageContent = {
  /** Plain lines, of 200,000 UTF-16 units at most and what links add; empty when there is nothing to read. */
  text: string
  /** At most 20. */
  attachments: Attachment[]
}

const MAX_TEXT_LENGTH = 200_000
const MAX_ATTACHMENTS = 20

/**
 * Reads what a message says. Its plain text is used where a person would see anything of it; links and pictures that
 * only its HTML has are added. Without such a text, the words of its HTML are used, and only without those the field
 * `rawUnsafeHtml`.
 */
export const messageContent = (message: Fields): MessageContent => {
  const files = filesOf(message)
  const links = files.flatMap(({ link, previewLink }) => [link ?? [], previewLink ?? []].flat())
  const text = clean(truncate(textIn(message.text).slice(0, MAX_TEXT_LENGTH + 1), MAX_TEXT_LENGTH)).trim()
  if (!isBlank(text)) {
    const written = textIn(message.html)
    const html = MAY_ADD.test(written) ? htmlContent(written, links) : undefined
    return { text: html ? withLinks(text, html.links) : text, attachments: withPictures(files, html) }
  }
  const html = visibleHtml(message.html, links) ?? visibleHtml(message.rawUnsafeHtml, links)
  return { text: html?.words ?? '', attachments: withPictures(files, html) }
}

/** The files that the fields of a message name, without pictures that only its HTML has. */
export const filesOf = ({ attachments, file }: Fields): Attachment[] =>
  readAttachments([...objectsIn(attachments).slice(0, MAX_ATTACHMENTS), fieldsIn(file)]).slice(0, MAX_ATTACHMENTS)

const visibleHtml = (html: unknown, known: string[]): HtmlContent | undefined => {
  const content = htmlContent(textIn(html), known)
  return !isBlank(content.words) || content.pictures.length > 0 ? content : undefined
}

/** Most HTML repeats the text; only a link or a picture can add to it, so the rest need not be parsed. */
const MAY_ADD = /<(?:a|img|image)[\s/]/i

/** Puts each address after its words where the text has them, and else on a line at the end. */
const withLinks = (text: string, links: HtmlLink[]): string => {
  const pieces: string[] = []
  const atTheEnd: string[] = []
  let from = 0
  for (const { label, address } of links.filter((link) => !showsAddress(text, link.address))) {
    const at = indexOfWords(text, label, from)
    if (at < 0) {
      atTheEnd.push(!isBlank(label) ? `${label}: ${address}` : address)
      continue
    }
    pieces.push(text.slice(from, at + label.length), ` (${address})`)
    from = at + label.length
  }
  return [pieces.join('') + text.slice(from), ...atTheEnd].join('\n')
}

const LETTER = /[\p{L}\p{N}]/u

/** How many places are looked at for the words of a link; a text made for it has very many that look like them. */
const MAX_PLACES = 50

/** Where words begin in a text, not in the middle of others: "here" is not in "there". Negative when nowhere. */
const indexOfWords = (text: string, words: string, from: number): number => {
  let at = !isBlank(words) ? text.indexOf(words, from) : -1
  for (let place = 0; place < MAX_PLACES && at >= 0; place += 1) {
    const around = [text[at - 1], text[at + words.length]]
    if (!around.some((next) => next !== undefined && LETTER.test(next))) {
      return at
    }
    at = text.indexOf(words, at + words.length)
  }
  return -1
}

const withPictures = (files: Attachment[], html: HtmlContent | undefined): Attachment[] => {
  const pictures = html?.pictures.map((picture) => ({ ...picture, mimeType: '', isImage: true })) ?? []
  return [...files, ...pictures].slice(0, MAX_ATTACHMENTS)
}
