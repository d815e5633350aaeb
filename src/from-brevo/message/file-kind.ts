import type { Attachment } from './attachment'

/** How a chat shows a file. */
export type FileKind = 'image' | 'audio' | 'video' | 'file'

/** A file that can be opened, and what Brevo says of it that tells its kind; any of that may be missing or wrong. */
export type FileHints = Pick<Attachment, 'isImage' | 'mimeType' | 'name'> & { link: string }

/** Media that the browsers of today show, by MIME type. HEIC, TIFF, AVI, MKV, AMR, WMA and their like are not here. */
const SHOWN_TYPES = new Set(
  [
    'image/jpeg image/jpg image/pjpeg image/png image/x-png image/apng image/gif image/webp image/bmp image/x-ms-bmp',
    'image/avif audio/mpeg audio/mp3 audio/mp4 audio/m4a audio/x-m4a audio/aac audio/x-aac audio/ogg audio/opus',
    'audio/vorbis audio/wav audio/wave audio/x-wav audio/vnd.wave audio/webm audio/flac audio/x-flac',
    'video/mp4 video/webm video/ogg video/quicktime video/x-m4v',
  ].flatMap((line) => line.split(' '))
)

/** What an extension tells: a medium that browsers show, one that they don't, or a document. */
type Told = 'image' | 'audio' | 'video' | 'unshown' | 'document'

const EXTENSIONS: Record<Told, string> = {
  image: 'jpg jpeg jfif png apng gif webp bmp avif',
  audio: 'mp3 m4a aac ogg oga opus wav weba flac',
  video: 'mp4 m4v webm mov ogv',
  unshown:
    'heic heif hif tif tiff psd jxl jp2 eps raw dng cr2 nef svg svgz avi mkv flv wmv asf 3gp 3g2 mpg mpeg mts m2ts ' +
    'vob rm amr awb wma aif aiff caf mid midi ac3 ape mka',
  document:
    'pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv json xml html htm zip rar 7z gz tar eml ics vcf exe apk dmg',
}

const TOLD_BY_EXTENSION = new Map(
  (['image', 'audio', 'video', 'unshown', 'document'] as const).flatMap((told) =>
    EXTENSIONS[told].split(' ').map((extension): [string, Told] => [extension, told])
  )
)

/** Types that say no more than "some bytes"; a container may hold sound or pictures. */
const TELLS_NOTHING = new Set(
  (
    'application/octet-stream application/x-octet-stream binary/octet-stream application/binary application/unknown ' +
    'application/x-unknown content/unknown unknown/unknown application/download application/x-download ' +
    'application/force-download application/ogg application/mp4 multipart/form-data'
  ).split(' ')
)

/**
 * The kind of a file by its strongest hint: Brevo's own flag, then a MIME type that tells something, then the
 * extension of the name, then that of the link. What no web chat shows or plays is a file that can be opened, and so
 * is SVG, which can carry scripts. The flag alone makes no image of what is told to be such a file, a sound or a film.
 */
export const fileKind = ({ isImage, mimeType, name, link }: FileHints): FileKind => {
  const mime = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const told = toldByType(mime) ?? toldByExtension(name) ?? toldByExtension(new URL(link).pathname)
  const claimed = isImage ? 'image' : mediumOf(mime)
  if (told === undefined || told === 'document') {
    return isImage || told === undefined ? (claimed ?? 'file') : 'file'
  }
  return told === 'unshown' ? 'file' : told
}

const toldByType = (mime: string): Told | undefined => {
  if (!mime.includes('/') || mime.endsWith('/*') || TELLS_NOTHING.has(mime)) {
    return undefined
  }
  const medium = mediumOf(mime)
  return medium === undefined ? 'document' : SHOWN_TYPES.has(mime) ? medium : 'unshown'
}

const toldByExtension = (path: string): Told | undefined =>
  TOLD_BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase())

const mediumOf = (mime: string): 'image' | 'audio' | 'video' | undefined => {
  const [major] = mime.split('/', 1)
  return major === 'image' || major === 'audio' || major === 'video' ? major : undefined
}
