import { newId } from './ids'

/** A file that people in the inbox attach. */
export type StoredFile = { name: string; mimeType: string; buffer: Buffer }

/** What a browser can show although it may not run anything; all else is saved. */
const SHOWN = /^(?:image|audio|video|text)\//

export class Files {
  private readonly stored = new Map<string, StoredFile>()

  /** @returns the path it is served under */
  public add(file: StoredFile): string {
    const id = newId()
    this.stored.set(id, file)
    return `/files/${id}/${encodeURIComponent(file.name)}`
  }

  /** The answer to a request for it. */
  public serve(id: string): Response {
    const file = this.stored.get(id)
    if (!file) {
      return new Response('Not found', { status: 404 })
    }
    return new Response(new Uint8Array(file.buffer), {
      headers: {
        'content-type': file.mimeType,
        'content-length': String(file.buffer.length),
        'content-disposition': SHOWN.test(file.mimeType) ? 'inline' : 'attachment',
        // A file is somebody's upload: it may be looked at, never run.
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
  }
}
