import { tokenize } from 'html5parser'
import { decodeEntities } from './html-entities'

/** A piece of HTML, in the order of the document; comments and declarations are left out. */
export type HtmlPiece =
  | { kind: 'text'; text: string }
  | { kind: 'open'; tag: string; isClosed: boolean; attributes: (name: string) => string }
  | { kind: 'close'; tag: string }

/** The parser's kinds of tokens; its own names are a constant enum, which a build of single files can't read. */
const TOKEN = { literal: 0, openTag: 1, openTagEnd: 2, closeTag: 3 }

/** The parser throws at a document type that it does not know. Written as a plain declaration, it is skipped. */
const DOCUMENT_TYPE = /<!doctype/gi

/**
 * Takes HTML apart in linear time, without building a tree, so that its depth costs nothing.
 * @param html of any quality; what is not closed is read as far as it goes
 */
export function* htmlPieces(html: string): Generator<HtmlPiece> {
  const source = html.replace(DOCUMENT_TYPE, '<!')
  let tag: { name: string; from: number } | undefined
  for (const { type, value, start, end } of tokenize(source, { scriptingEnabled: false })) {
    const kind: number = type
    if (kind === TOKEN.openTag) {
      tag = { name: value, from: end }
    } else if (kind === TOKEN.openTagEnd && tag !== undefined) {
      const { name: opened, from } = tag
      tag = undefined
      if (/^[a-z]/.test(opened)) {
        yield {
          kind: 'open',
          tag: opened,
          isClosed: value === '/',
          attributes: (name) => attributeOf(source.slice(from, start), name),
        }
      }
    } else if (kind === TOKEN.closeTag) {
      yield { kind: 'close', tag: value.split(/\s/, 1)[0] ?? '' }
    } else if (kind === TOKEN.literal && tag === undefined) {
      yield { kind: 'text', text: decodeEntities(value) }
    }
  }
}

/** How much of a tag is read for its attributes, in UTF-16 units: more than any link that is used. */
const MAX_TAG_LENGTH = 8_000

/** A value that is longer than what is read ends with that. */
const ATTRIBUTE = /([^\s=/>"'<]{1,60})\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s"'>]+))/gi

/** The value of an attribute, decoded; empty when there is none. */
const attributeOf = (written: string, name: string): string => {
  for (const [, found, double, single, bare] of written.slice(0, MAX_TAG_LENGTH).matchAll(ATTRIBUTE)) {
    if (found?.toLowerCase() === name) {
      return decodeEntities(double ?? single ?? bare ?? '')
    }
  }
  return ''
}
