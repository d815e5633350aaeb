import * as z from 'zod/mini'
import { fileName } from './file-name'
import { lenientFlag, lenientText, parseAll } from '../lenient'
import { webLink } from '../web-link'

/** A file that came with a message. */
export type Attachment = {
  /** A web address within 2,000 characters; undefined when Brevo sent none, or one that no browser opens. */
  link: string | undefined
  /** On one line, within 200 UTF-16 units, with its ending; empty when there is none. */
  name: string
  /** As it came, within 200 UTF-16 units; empty when there is none. */
  mimeType: string
  /** Whether Brevo says that it is a picture or a sticker. */
  isImage: boolean
  /** The web address of a smaller copy, which HTML may show in its place. */
  previewLink?: string | undefined
}

const MAX_NAME_LENGTH = 200
const MAX_TYPE_LENGTH = 200

/** Today's names of the fields, and the older ones. */
const schema = z.object({
  link: lenientText,
  url: lenientText,
  name: lenientText,
  filename: lenientText,
  mimeType: lenientText,
  isImage: lenientFlag,
  isSticker: lenientFlag,
  previewUrl: lenientText,
  imageInfo: z.catch(z.object({ previewLink: lenientText }), { previewLink: undefined }),
})

/**
 * Reads the entries of `attachments`, and the older `file`. The same link comes once. A file without any link is left
 * out when another one has its name and a link, for it is told of twice. What says nothing of a file is none.
 */
export const readAttachments = (raw: unknown[]): Attachment[] => {
  const entries = parseAll(schema, raw).filter(saysSomething)
  const files = entries.map((entry) => ({ file: toAttachment(entry), hasNoLink: !entry.link && !entry.url }))
  const named = new Set(files.flatMap(({ file: { link, name } }) => (link === undefined ? [] : [name])))
  const seen = new Set<string>()
  return files.flatMap(({ file, hasNoLink }) => {
    const identity = file.link ?? `name of ${file.name}`
    const isToldTwice = seen.has(identity) || (hasNoLink && file.name !== '' && named.has(file.name))
    seen.add(identity)
    return isToldTwice ? [] : [file]
  })
}

type Entry = z.infer<typeof schema>

const saysSomething = ({ link, url, name, filename, mimeType, isImage, isSticker }: Entry): boolean =>
  Boolean(link || url || name || filename || mimeType || isImage || isSticker)

const toAttachment = (entry: Entry): Attachment => ({
  link: webLink(entry.link) ?? webLink(entry.url),
  name: fileName(entry.name || entry.filename || '', MAX_NAME_LENGTH),
  mimeType: (entry.mimeType ?? '').slice(0, MAX_TYPE_LENGTH),
  isImage: entry.isImage || entry.isSticker,
  previewLink: webLink(entry.imageInfo.previewLink) ?? webLink(entry.previewUrl),
})
