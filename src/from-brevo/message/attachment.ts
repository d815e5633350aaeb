import { flagIn, fieldsIn, textIn, type Fields } from '../../lenient'
import { MAX_NAME_LENGTH } from '../../text'
import { webLink } from '../../web-link'
import { fileName } from './file-name'

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

const MAX_TYPE_LENGTH = 200

/**
 * Reads the entries of `attachments`, and the older `file`. The same link comes once. A file without any link is left
 * out when another one has its name and a link, for it is told of twice. What says nothing of a file is none.
 */
export const readAttachments = (entries: Fields[]): Attachment[] => {
  const files = entries.filter(saysSomething).map((entry) => ({ file: toAttachment(entry), hasNoLink: !linkIn(entry) }))
  const named = new Set(files.flatMap(({ file: { link, name } }) => (link === undefined ? [] : [name])))
  const seen = new Set<string>()
  return files.flatMap(({ file, hasNoLink }) => {
    const identity = file.link ?? `name of ${file.name}`
    const isToldTwice = seen.has(identity) || (hasNoLink && file.name !== '' && named.has(file.name))
    seen.add(identity)
    return isToldTwice ? [] : [file]
  })
}

// Today's names of the fields, and the older ones.
const linkIn = ({ link, url }: Fields): string => textIn(link) || textIn(url)
const nameIn = ({ name, filename }: Fields): string => textIn(name) || textIn(filename)
const previewIn = ({ imageInfo, previewUrl }: Fields): string =>
  textIn(fieldsIn(imageInfo).previewLink) || textIn(fieldsIn(imageInfo).previewUrl) || textIn(previewUrl)
const isImageIn = ({ isImage, isSticker }: Fields): boolean => flagIn(isImage) || flagIn(isSticker)

const saysSomething = (entry: Fields): boolean =>
  Boolean(linkIn(entry) || nameIn(entry) || textIn(entry.mimeType)) || isImageIn(entry)

const toAttachment = (entry: Fields): Attachment => ({
  link: webLink(linkIn(entry)),
  name: fileName(nameIn(entry), MAX_NAME_LENGTH),
  mimeType: textIn(entry.mimeType).slice(0, MAX_TYPE_LENGTH),
  isImage: isImageIn(entry),
  previewLink: webLink(previewIn(entry)),
})
