import { MAX_TEXT_LENGTH } from '../brevo/client'
import { truncate } from '../text'
import { fewest } from './fewest'
import { splitSpoken } from './speaker'
import type { Wording } from './wording'

/** A line, or a part of a long one; without an index, what is said before the lines. */
type Piece = { text: string; lineIndex?: number }

/**
 * One message to Brevo, what it is made of, and which of the waiting lines it holds, by index. A long line may be in
 * several messages; the first and the last may hold none, only what is said before or after the lines.
 */
export type BatchText = { text: string; pieces: Piece[]; lineIndexes: number[] }

type BatchWords = Pick<Wording, 'delayed' | 'tooMany'>

/** Waiting lines go out in at most this many messages; each costs one of the few calls that Brevo allows an hour. */
export const MAX_BATCH_MESSAGES = 5

/** From this many whole minutes on, a delay is worth a sentence. */
const TOLD_DELAY_MINUTES = 2

/**
 * Where something must be left out, a line longer than this is cut at its end: its pieces, each at least four fifths of
 * a message, fill four messages, and a fifth is left for what is said before the lines.
 */
const MAX_LINE_LENGTH = 31_000

/**
 * The messages in which lines that had to wait go out: in order, and none in pieces unless it is longer than a whole
 * message. Where they are more than five messages hold, the oldest are left out, and the first message says how many:
 * they are the lines before the lowest index.
 * @param lines as `spoken` gives them, oldest first
 * @param delayedMinutes how long the oldest one waited, in whole minutes that have passed
 * @param ending what is said after them; where it has no room, one more message
 */
export const batchTexts = (
  lines: string[],
  { delayedMinutes, ending, words }: { delayedMinutes: number; ending?: string | undefined; words: BatchWords }
): BatchText[] => {
  if (lines.length === 0) {
    return []
  }
  const delayed = delayedMinutes >= TOLD_DELAY_MINUTES ? [words.delayed(delayedMinutes)] : []
  const whole = packed(piecesOf(lines), delayed)
  if (whole.length <= MAX_BATCH_MESSAGES) {
    return withEnding(whole, ending)
  }
  const pieces = piecesOf(lines.map((line) => truncate(line, MAX_LINE_LENGTH)))
  const leavingOut = (count: number): BatchText[] =>
    packed(
      pieces.filter(({ lineIndex = 0 }) => lineIndex >= count),
      count > 0 ? [...delayed, words.tooMany(count)] : delayed
    )
  const count = fewest(lines.length - 1, (some) => leavingOut(some).length <= MAX_BATCH_MESSAGES)
  return withEnding(leavingOut(count), ending)
}

/** A text and what is said after it: in one message if that holds both. */
export const followedBy = (text: string, ending: string | undefined): string[] => {
  const both = [text, ...(ending === undefined ? [] : [ending])]
  const joined = both.join('\n')
  return joined.length <= MAX_TEXT_LENGTH ? [joined] : both
}

/** It takes no line's place: where it has no room, it is one message more. */
const withEnding = (messages: BatchText[], ending: string | undefined): BatchText[] =>
  messages.flatMap((message, index) =>
    index < messages.length - 1
      ? [message]
      : followedBy(message.text, ending).map((text, at) =>
          at === 0 ? { ...message, text } : { text, pieces: [], lineIndexes: [] }
        )
  )

const piecesOf = (lines: string[]): Piece[] =>
  lines.flatMap((line, lineIndex) => splitSpoken(line, MAX_TEXT_LENGTH).map((text) => ({ text, lineIndex })))

/** Fills message after message. What is said before the lines is a message of its own where it has no room. */
const packed = (pieces: Piece[], header: string[]): BatchText[] => {
  const messages: Omit<BatchText, 'lineIndexes'>[] = []
  for (const piece of [...header.map((text): Piece => ({ text })), ...pieces]) {
    const current = messages.at(-1)
    if (!current || current.text.length + 1 + piece.text.length > MAX_TEXT_LENGTH) {
      messages.push({ text: piece.text, pieces: [piece] })
    } else {
      current.text += `\n${piece.text}`
      current.pieces.push(piece)
    }
  }
  return messages.map((message) => ({
    ...message,
    lineIndexes: [...new Set(message.pieces.flatMap(({ lineIndex }) => lineIndex ?? []))],
  }))
}

/** What messages hold of a line. */
export const textIn = (messages: BatchText[], lineIndex: number): string =>
  messages
    .flatMap(({ pieces }) => pieces)
    .filter((piece) => piece.lineIndex === lineIndex)
    .map(({ text }) => text)
    .join('\n')
