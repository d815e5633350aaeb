import { randomBytes } from 'node:crypto'

/** The error types of Botpress's API that the sandbox answers with, and their status. */
const ERROR_STATUS = {
  Internal: 500,
  Unauthorized: 401,
  Forbidden: 403,
  PayloadTooLarge: 413,
  InvalidPayload: 400,
  MethodNotFound: 405,
  ResourceNotFound: 404,
  ReferenceNotFound: 400,
  InvalidDataFormat: 400,
  InvalidQuery: 400,
  RateLimited: 429,
  OperationTimeout: 504,
} as const

type ErrorType = keyof typeof ERROR_STATUS

const bodyOf = (type: string, message: string, code: number) => ({
  id: `err_${randomBytes(8).toString('hex')}`,
  code,
  type,
  message,
})

/** Thrown by what carries out an API call; becomes the answer, in the API's own form. */
export class ApiError extends Error {
  public readonly status: number

  public constructor(
    public readonly type: ErrorType,
    message: string
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = ERROR_STATUS[type]
  }

  public toBody(): object {
    return bodyOf(this.type, this.message, this.status)
  }
}

/** The body of an error that was not thrown but is a fault's: of the first type with this status. */
export const faultBody = (status: number): object => {
  const [type = 'Unknown'] = Object.entries(ERROR_STATUS).find(([, code]) => code === status) ?? []
  return bodyOf(type, `fault: ${status}`, status)
}
