import { InternalError } from '@botpress/client'

/** The error types that Botpress answers with, by their status. */
const TYPES: Record<number, string> = {
  400: 'InvalidPayload',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'ResourceNotFound',
  405: 'MethodNotFound',
  413: 'PayloadTooLarge',
  429: 'RateLimited',
  500: 'Internal',
  504: 'OperationTimeout',
}

/** The body of an error that was not thrown but is a fault's. */
export const faultBody = (status: number): object => ({
  ...new InternalError(`fault: ${status}`).toJSON(),
  code: status,
  type: TYPES[status] ?? 'Unknown',
})
