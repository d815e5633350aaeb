import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What Brevo does not carry out: an error that is the answer as well, with the two fields of Brevo's errors. */
export const refusal = (status: ContentfulStatusCode, code: string, message: string): HTTPException =>
  new HTTPException(status, { message, res: Response.json({ code, message }, { status }) })

/** A field that is not there, or has a value Brevo does not take. */
export const invalid = (message: string): HTTPException => refusal(400, 'invalid_parameter', message)

export const notFound = (what: string): HTTPException => refusal(404, 'document_not_found', `${what} not found`)
