import { clean, isWebAddress, split } from '../text'
import type * as bp from '../bp'
import type { AgentMessage, Attachment } from './parse-event'

type PartOf<T extends 'text' | 'image' | 'audio' | 'video' | 'file'> = {
  [K in T]: { type: K; payload: bp.MessagePayloads[K] }
}[T]

/** One Botpress message; what an agent sends at once becomes one or several. */
export type Part = PartOf<'text' | 'image' | 'audio' | 'video' | 'file'> & {
  /** Brevo's id of the message; with "/" and a number for every part after the first. */
  id: string
}

/** Longest text of one part, in UTF-16 units: at 4 bytes each still within Botpress's 128 KB for a payload. */
const MAX_PART_LENGTH = 30_000

/** The text, then each attachment by its kind. A text that only repeats a file's name is left out. */
export const partsOf = ({ id, text, attachments }: AgentMessage): Part[] => {
  const files = uniqueByLink(attachments)
  const words = clean(text).trim()
  const onlyNames = files.some((file) => nameOf(file) === words)
  const texts = onlyNames || words === '' ? [] : split(words, MAX_PART_LENGTH)
  const contents = [
    ...texts.map((piece) => ({ type: 'text' as const, payload: { text: piece } })),
    ...files.map(toContent),
  ]
  return contents.map((content, index) => ({ ...content, id: index === 0 ? id : `${id}/${index}` }))
}

const linkOf = ({ link, url }: Attachment): string | undefined => link || url
const nameOf = ({ name, filename }: Attachment): string => clean(name || filename || '').trim()

/** `attachments` and the older `file` may tell of the same file. */
const uniqueByLink = (attachments: Attachment[]): Attachment[] => {
  const seen = new Set<string>()
  return attachments.filter((each) => {
    const link = linkOf(each)
    const isNew = link === undefined ? nameOf(each) !== '' : !seen.has(link)
    seen.add(link ?? '')
    return isNew
  })
}

const toContent = (attachment: Attachment): PartOf<'text' | 'image' | 'audio' | 'video' | 'file'> => {
  const link = linkOf(attachment)
  const name = nameOf(attachment)
  if (link === undefined || !isWebAddress(link)) {
    return { type: 'text', payload: { text: name || '(a file that cannot be opened)' } }
  }
  const title = name === '' ? {} : { title: name }
  const kind = kindOf(attachment, name, link)
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

type Kind = 'image' | 'audio' | 'video' | 'file'

const EXTENSIONS: [kind: Kind, extensions: Set<string>][] = [
  ['image', new Set(['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'svg', 'avif', 'heic'])],
  ['audio', new Set(['mp3', 'wav', 'ogg', 'oga', 'm4a', 'aac', 'flac', 'opus', 'amr'])],
  ['video', new Set(['mp4', 'webm', 'mov', 'm4v', 'avi', 'mkv', 'ogv', '3gp'])],
]

const MIME_KINDS: [prefix: string, kind: Kind][] = [
  ['image/', 'image'],
  ['audio/', 'audio'],
  ['video/', 'video'],
]

/** By MIME type; without one by Brevo's flags, then by the extension of the name, then of the link. */
const kindOf = ({ mimeType, isImage, isSticker }: Attachment, name: string, link: string): Kind => {
  if (mimeType) {
    return MIME_KINDS.find(([prefix]) => mimeType.toLowerCase().startsWith(prefix))?.[1] ?? 'file'
  }
  if (isImage || isSticker) {
    return 'image'
  }
  return kindOfExtension(name) ?? kindOfExtension(new URL(link).pathname) ?? 'file'
}

const kindOfExtension = (path: string): Kind | undefined => {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return EXTENSIONS.find(([, extensions]) => extensions.has(extension))?.[0]
}
