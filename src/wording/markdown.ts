import { MarkdownTokenizer, type Token } from './markdown-tokenizer'

const FENCE = /^ {0,3}(?:```|~~~)/
const HEADING = /^ {0,3}#{1,6}[ \t]+/
const BULLET = /^([ \t]*)[*+-][ \t]+/
const LINE_BREAK_TAG = /<br ?\/?>/gi

/**
 * Markdown as bots write it, as plain words: headings and emphasis without their marks, lists with "- ", links and
 * pictures as "text (address)", code as it is. Its time grows with the length of the text only, hostile or not.
 */
export const markdownWords = (markdown: string): string => {
  let inCode = false
  const lines: string[] = []
  for (const line of markdown.replace(LINE_BREAK_TAG, '\n').split('\n')) {
    if (FENCE.test(line)) {
      inCode = !inCode
    } else if (inCode) {
      lines.push(line)
    } else if (isRule(line)) {
      lines.push('')
    } else {
      lines.push(lineWords(line))
    }
  }
  return lines.join('\n')
}

const lineWords = (line: string): string => {
  const bullet = BULLET.exec(line)
  if (bullet) {
    return `${bullet[1] ?? ''}- ${inlineWords(line.slice(bullet[0].length))}`
  }
  return inlineWords(line.replace(HEADING, ''))
}

/** A line across the page: three or more of the same mark. */
const isRule = (line: string): boolean => {
  const marks = line.replaceAll(' ', '')
  return marks.length >= 3 && ['*', '-', '_'].some((mark) => marks === mark.repeat(marks.length))
}

/** One line of Markdown, without block marks, as plain words. */
const inlineWords = (line: string): string => {
  const tokens = new MarkdownTokenizer(line).tokens()
  dropPairs(tokens)
  return tokens.map(({ text }) => text).join('')
}

/** Empties each pair of equal marks; a mark without a counterpart is words. */
const dropPairs = (tokens: Token[]): void => {
  const open = new Map<string, Token>()
  for (const token of tokens) {
    if (!token.mark) {
      continue
    }
    const { text } = token
    const opening = token.mark.closes ? open.get(text) : undefined
    if (opening) {
      opening.text = ''
      token.text = ''
      open.delete(text)
    } else if (token.mark.opens) {
      open.set(text, token)
    }
  }
}
