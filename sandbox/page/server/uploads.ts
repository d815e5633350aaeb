import { randomUUID } from 'node:crypto'
import type { Chat } from '../../botpress'
import type { EmbeddedBrevo, StoredFile } from '../../brevo'
import type { UploadAnswer } from '../model'

/** Brevo's own limit for agents' files. */
export const MAX_FILE_BYTES = 10_000_000

const MIME_TYPE = /^[a-z]+\/[\w.+-]+$/i
const MAX_NAME_LENGTH = 120

const kindOf = (mimeType: string): 'image' | 'audio' | 'video' | 'file' => {
  const [kind] = mimeType.split('/')
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}

/** A file as the message that a customer's web chat sends. */
export const sayingOf = ({ mimeType, link, name }: UploadAnswer): Parameters<Chat['send']>[0] => {
  const type = kindOf(mimeType)
  return { type, payload: { [`${type}Url`]: link, title: name } }
}

/** Files that have been chosen on the page; each is sent once. */
export class Uploads {
  private readonly waiting = new Map<string, UploadAnswer>()

  public constructor(private readonly brevo: EmbeddedBrevo) {}

  /** Stores a file; its link opens as long as the sandbox runs. */
  public add(file: StoredFile): UploadAnswer {
    const name =
      file.name
        .replaceAll(/[\p{Cc}/\\]/gu, ' ')
        .trim()
        .slice(0, MAX_NAME_LENGTH) || 'file'
    const mimeType = MIME_TYPE.test(file.mimeType) ? file.mimeType.toLowerCase() : 'application/octet-stream'
    const link = this.brevo.storeFile({ ...file, name, mimeType })
    const isImage = kindOf(mimeType) === 'image'
    const upload = { id: randomUUID(), name, mimeType, link, size: file.buffer.length, isImage }
    this.waiting.set(upload.id, upload)
    return upload
  }

  /** Takes files to send them. @throws {Error} for one that is not there */
  public take(ids: string[]): UploadAnswer[] {
    return ids.map((id) => {
      const upload = this.waiting.get(id)
      if (!upload) {
        throw new Error('This file is not there any more. Attach it again.')
      }
      this.waiting.delete(id)
      return upload
    })
  }
}
