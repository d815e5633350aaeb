import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A request that Brevo does not carry out: the status and the two fields of its error body. */
export class Refusal extends Error {
  public constructor(
    public readonly status: ContentfulStatusCode,
    public readonly code: string,
    message: string
  ) {
    super(message)
    this.name = 'Refusal'
  }

  public body(): { code: string; message: string } {
    return { code: this.code, message: this.message }
  }
}

/** A field that is not there, or has a value Brevo does not take. */
export const invalid = (message: string): Refusal => new Refusal(400, 'invalid_parameter', message)

export const notFound = (what: string): Refusal => new Refusal(404, 'document_not_found', `${what} not found`)
