import { MarkdownTokenizer, type Token } from './markdown-tokenizer'

/** One line of Markdown, without block marks, as plain words. */
export const inlineWords = (line: string): string => {
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
