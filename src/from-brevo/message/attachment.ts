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
 * Reads the entries of `attachments`, and the older `file`. The same link comes once, and a file that only a name tells of is left out
 * when another one has that name and a link. What says nothing of a file is none.
 */
export const readAttachments = (raw: unknown[]): Attachment[] => {
  const files = parseAll(schema, raw).flatMap(read)
  const named = new Set(files.flatMap(({ link, name }) => (link === undefined ? [] : [name])))
  const seen = new Set<string>()
  return files.filter(({ link, name }) => {
    const identity = link ?? `name of ${name}`
    const isNew = !seen.has(identity) && (link !== undefined || name === '' || !named.has(name))
    seen.add(identity)
    return isNew
  })
}

const read = ({ link, url, name, filename, mimeType, ...more }: z.infer<typeof schema>): Attachment[] => {
  const isImage = more.isImage || more.isSticker
  if (!link && !url && !name && !filename && !mimeType && !isImage) {
    return []
  }
  return [
    {
      link: webLink(link) ?? webLink(url),
      name: fileName(name || filename || '', MAX_NAME_LENGTH),
      mimeType: (mimeType ?? '').slice(0, MAX_TYPE_LENGTH),
      isImage,
      previewLink: webLink(more.imageInfo.previewLink) ?? webLink(more.previewUrl),
    },
  ]
}
