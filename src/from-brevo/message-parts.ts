import type * as bp from '../bp'
import { shortHash } from '../short-hash'
import { isBlank, MAX_NAME_LENGTH, split, truncate } from '../text'
import type { Wording } from '../wording/wording'
import type { AgentMessage } from './message/agent-message'
import type { Attachment } from './message/attachment'
import { fileKind, type FileHints } from './message/file-kind'
import { fileName } from './message/file-name'
import { stableLink } from './message/stable-link'

type PartOf<T extends 'text' | 'image' | 'audio' | 'video' | 'file'> = {
  [K in T]: { type: K; payload: bp.MessageProps['hitl'][K]['payload'] }
}[T]

type Content = PartOf<'text' | 'image' | 'audio' | 'video' | 'file'>

/** One Botpress message; what an agent sends at once becomes one or several. */
export type Part = Content & {
  /**
   * The same for the same part at every delivery, also when the message comes in two states under one id: the
   * message's id for its text, with "/" and a number for what does not fit into one part; "/f-" and a hash of its link
   * for a file; "/n-" and a hash of its name for a file that cannot be opened. See also {@link correctionId}.
   */
  id: string
}

/**
 * The id of the message that tells the user of other words in a part. The same words are told once, however often they
 * come: that they were corrected back looks no different from an older event that Brevo delivers late.
 */
export const correctionId = (partId: string, text: string): string => `${partId}/c-${shortHash(text)}`

/** What the customer reads in place of a file that has neither a name nor a link that can be opened. */
type PartWords = Pick<Wording, 'unopenableFile'>

/** Longest text of one part, in UTF-16 units: at 3 bytes each still within Botpress's 128 KB for a payload. */
export const MAX_PART_LENGTH = 30_000

/** Most parts that one message becomes. */
export const MAX_PARTS = 30

/** Longest title of a file that is shown, in UTF-16 units. */
const MAX_TITLE_LENGTH = 100

/**
 * What the customer gets of a message: the text, then each file as its kind. A text that only repeats the names of its
 * files is left out; a message that shows nothing has no parts.
 */
export const partsOf = ({ id, text, attachments }: AgentMessage, words: PartWords): Part[] => {
  const files = uniqueById(attachments.map((attachment) => filePart(id, attachment, words))).slice(0, MAX_PARTS)
  const pieces = repeatsNames(text, attachments) ? [] : textPieces(text, MAX_PARTS - files.length)
  const texts = pieces.map((piece, index): Part => {
    return { id: index === 0 ? id : `${id}/${index}`, type: 'text', payload: { text: piece } }
  })
  return [...texts, ...files]
}

const textPieces = (text: string, limit: number): string[] => {
  if (isBlank(text) || limit === 0) {
    return []
  }
  const pieces = split(text.trim(), MAX_PART_LENGTH)
  const shown = pieces.slice(0, limit)
  return shown.map((piece, index) => (index === limit - 1 && pieces.length > limit ? ellipsed(piece) : piece))
}

const ellipsed = (piece: string): string => truncate(`${piece}…`, MAX_PART_LENGTH)

const repeatsNames = (text: string, attachments: Attachment[]): boolean => {
  const names = new Set(attachments.map(({ name }) => name))
  const lines = text.trim().split('\n')
  return lines.length <= attachments.length && lines.every((line) => names.has(fileName(line, MAX_NAME_LENGTH)))
}

/** Without the signature of its link, the same file may come twice. */
const uniqueById = (parts: Part[]): Part[] =>
  parts.filter(({ id }, index) => parts.findIndex((other) => other.id === id) === index)

const filePart = (messageId: string, { link, name, ...hints }: Attachment, { unopenableFile }: PartWords): Part => {
  if (link === undefined) {
    const text = !isBlank(name) ? name : unopenableFile
    return { id: `${messageId}/n-${shortHash(name)}`, type: 'text', payload: { text } }
  }
  return { id: `${messageId}/f-${shortHash(stableLink(link))}`, ...fileContent({ ...hints, link, name }) }
}

const fileContent = (file: FileHints): Content => {
  const { link, name } = file
  const title = !isBlank(name) ? { title: fileName(name, MAX_TITLE_LENGTH) } : {}
  const kind = fileKind(file)
  switch (kind) {
    case 'image':
      return { type: kind, payload: { imageUrl: link, ...title } }
    case 'audio':
      return { type: kind, payload: { audioUrl: link, ...title } }
    case 'video':
      return { type: kind, payload: { videoUrl: link, ...title } }
    case 'file':
      return { type: kind, payload: { fileUrl: link, ...title } }
    default:
      return kind satisfies never
  }
}
