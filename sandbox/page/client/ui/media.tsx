import { Icon } from './icon'
import { sizeOf } from './text'

type Props = { kind: string; link: string; title: string; size?: number | undefined }

/** A file that a message carries, whatever its kind; `size` in bytes. */
export const Media = ({ kind, link, title, size }: Props) => {
  if (kind === 'image') {
    return (
      <a class="picture" href={link} target="_blank" rel="noreferrer">
        <img src={link} alt={title || 'Picture'} />
      </a>
    )
  }
  if (kind === 'audio') {
    return <audio controls src={link} aria-label={title || 'Recording'} />
  }
  if (kind === 'video') {
    return <video controls src={link} aria-label={title || 'Video'} />
  }
  return (
    <a class="row" href={link} target="_blank" rel="noreferrer">
      <Icon name="file" />
      <bdi>{title || 'File'}</bdi>
      {size !== undefined && <span class="quiet">{sizeOf(size)}</span>}
    </a>
  )
}
