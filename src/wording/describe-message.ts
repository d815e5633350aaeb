import { oneLine, truncate } from '../text'
import { card, carousel, choice } from './describe-choices'
import { joined, media, place, said, sceneItems, type Describe, type Scene } from './describe-parts'
import { Payload } from './payload'
import type { Wording } from './wording'

/*
 * Every message of Botpress as plain text for an agent. Payloads are read leniently: those of the history come
 * from any channel and the SDK checks none. To support a new type of message, add a line to the table.
 */

/** Messages inside messages are followed this deep. */
const MAX_DEPTH = 5

/** No more items, options and buttons than this are shown of one message. */
const MAX_ITEMS = 200

/** Longest name of a type that is told, in UTF-16 units. */
const MAX_TYPE_LENGTH = 50

/**
 * What an agent reads for a message: its text, or what it is with its title and link; questions with their options,
 * cards with their buttons, and words in fields that no type names. Lines are separated by `\n`.
 * @param payload of any shape
 * @param author bots write Markdown; a user's asterisks are asterisks
 * @returns empty when there is nothing to show
 */
export const describeMessage = (
  type: string,
  payload: unknown,
  words: Wording,
  author: Scene['author'] = 'user'
): string => describeWithin(type, payload, { words, author, depth: 0, left: { items: MAX_ITEMS } })

/** Like {@link describeMessage}, but never empty: where there is nothing to show, it says what has come. */
export const describeLiveMessage = (
  type: string,
  payload: unknown,
  words: Wording,
  author: Scene['author'] = 'user'
): string =>
  describeMessage(type, payload, words, author) ||
  (Object.hasOwn(describers, type) ? words.emptyMessage : words.unreadable(truncate(oneLine(type), MAX_TYPE_LENGTH)))

const describeWithin = (type: string, payload: unknown, scene: Scene): string => {
  const message = new Payload(payload)
  const describe = (Object.hasOwn(describers, type) ? describers[type] : undefined) ?? unknownType
  return joined([...describe(message, scene), ...message.unreadWords()])
}

const unknownType: Describe = (message, scene) => [
  said(message.text('title'), scene),
  said(message.text('text', 'markdown'), scene),
]

const bloc: Describe = (message, scene) =>
  sceneItems(message.list('items'), scene).flatMap((item) => {
    const within = { ...scene, depth: scene.depth + 1 }
    if (within.depth > MAX_DEPTH) {
      return []
    }
    return [describeWithin(item.text('type') ?? '', item.raw('payload'), within), ...item.unreadWords()]
  })

const describers: Record<string, Describe> = {
  text: (message, scene) => [said(message.text('text'), scene)],
  markdown: (message) => [said(message.text('markdown', 'text'), { author: 'bot' })],
  image: media('picture', 'imageUrl'),
  audio: media('audio', 'audioUrl'),
  video: media('video', 'videoUrl'),
  file: media('file', 'fileUrl'),
  location: place,
  choice,
  dropdown: choice,
  card,
  carousel,
  bloc,
}
