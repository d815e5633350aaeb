import { randomBytes } from 'node:crypto'

/** The error types of Botpress's API that the sandbox answers with, and their status. */
export const ERROR_STATUS = {
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
  Unknown: 500,
} as const

export type ErrorType = keyof typeof ERROR_STATUS

/** The body of an error answer, in the API's own form. */
export type ErrorBody = { id: string; code: number; type: ErrorType; message: string }

/** The body for an error that was not thrown, such as a fault's. */
export const errorBody = (type: ErrorType, message: string, code: number = ERROR_STATUS[type]): ErrorBody => ({
  id: `err_${randomBytes(8).toString('hex')}`,
  code,
  type,
  message,
})

/** Thrown by what carries out an API call; becomes the answer. */
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

  public toBody(): ErrorBody {
    return errorBody(this.type, this.message)
  }
}

/** The error type a bare status stands for. */
export const errorTypeOf = (status: number): ErrorType => {
  const found = Object.entries(ERROR_STATUS).find(([, code]) => code === status)
  const isErrorType = (name: string): name is ErrorType => name in ERROR_STATUS
  return found && isErrorType(found[0]) ? found[0] : 'Unknown'
}
