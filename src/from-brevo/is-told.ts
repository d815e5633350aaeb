import type { ListedMessage } from '../session/session'
import { correctionId, type Part } from './message-parts'

/** Messages that Botpress has, by their tag `id`. */
export type ToldMessages = ReadonlyMap<string | undefined, ListedMessage>

/**
 * Whether a part of an agent's message is among those that Botpress has, with the words that it has now or a correction
 * to them. An echo of ours, a file, and what stands in for a part that Botpress refused are as they are.
 * @param partMissing the words in place of a part that was refused
 */
export const isTold = (part: Part, told: ToldMessages, { partMissing }: { partMissing: string }): boolean => {
  const known = told.get(part.id)
  if (known?.direction !== 'incoming' || known.type !== 'text' || part.type !== 'text') {
    return known !== undefined
  }
  const { text } = part.payload
  return (
    [text, partMissing].some((each) => sameWords(known.payload.text, each)) || told.has(correctionId(part.id, text))
  )
}

/** Whether two texts say the same: Brevo may write marks and white space in another way in another event. */
export const sameWords = (one: unknown, other: string): boolean =>
  typeof one === 'string' && one.replace(NO_WORDS, '') === other.replace(NO_WORDS, '')

const NO_WORDS = /[\s*_~`]+/g
