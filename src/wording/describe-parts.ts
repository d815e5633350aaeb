import { isBlank, oneLine } from '../text'
import { markdownWords } from './markdown'
import { Payload } from './payload'
import type { Wording } from './wording'

/** What describing a message needs besides its payload: `left.items` is shared by all that is inside it. */
export type Scene = { words: Wording; author: 'user' | 'bot'; depth: number; left: { items: number } }

export type Lines = (string | undefined)[]
export type Describe = (message: Payload, scene: Scene) => Lines

/** What has something to see, in one text. */
export const joined = (lines: Lines, separator = '\n'): string =>
  lines.filter((line) => line !== undefined && !isBlank(line)).join(separator)

/** The words of somebody who may write Markdown. */
export const said = (words: string | undefined, { author }: Pick<Scene, 'author'>): string | undefined =>
  words !== undefined && author === 'bot' ? markdownWords(words) : words

/** As many items as may still be shown. */
export const sceneItems = (list: unknown[], { left }: Scene): Payload[] => {
  const shown = list.slice(0, left.items)
  left.items -= shown.length
  return shown.map((item) => new Payload(typeof item === 'string' ? { text: item } : item))
}

type MediaWord = 'picture' | 'audio' | 'video' | 'file'

/** A file with its name and link; its caption is words like any others. WhatsApp names files in `filename`. */
export const media =
  (word: MediaWord, linkField: string): Describe =>
  (message, { words }) => {
    const name = message.text('title', 'name', 'filename', 'fileName')
    const raw = message.raw(linkField)
    const link = message.address(linkField)
    const caption = message.text('caption')
    if (joined([name, caption, typeof raw === 'string' ? raw : undefined]) === '') {
      return []
    }
    const what = name === undefined ? words[word] : `${words[word]} ${words.quoted(oneLine(name))}`
    return [`${what}${words.colon}${link ?? words.noLink}`, caption]
  }

export const place: Describe = (message, { words }) => {
  const latitude = message.number('latitude')
  const longitude = message.number('longitude')
  const position = latitude === undefined || longitude === undefined ? undefined : `(${latitude}, ${longitude})`
  const where = joined([joined([message.text('title'), message.text('address')], ', '), position], ' ')
  return where === '' ? [] : [`${words.place}${words.colon}${where}`]
}
