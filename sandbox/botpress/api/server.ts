import type { Context } from 'hono'
import { isRecord, parsedJson } from '../../shared/json'
import { answerOf, served, urlOf, type Answer, type HttpEnv, type Service } from '../../shared/service'
import { ApiError } from '../service/errors'
import type { Backend, Handlers } from './backend'
import { makeHandlers } from './handlers'
import { officialOperations, type OfficialOperation, type OperationName } from './official'

const MAX_BODY_BYTES = 1024 * 1024

type Matched = { operation: OfficialOperation; params: Record<string, string> }

/** Errors that a sound integration meets as well: what it asked for is not there. */
const isOrdinary = (error: ApiError): boolean => error.type === 'ResourceNotFound'

/** The fields of a body; undefined for one that is no JSON object. */
const fieldsOf = (text: string): Record<string, unknown> | undefined => {
  const body = text === '' ? {} : parsedJson(text)
  return isRecord(body) ? body : undefined
}

/** The runtime API: finds the operation, checks the request, carries it out, checks the answer, writes it all down. */
export class RuntimeApi {
  private readonly operations = officialOperations()
  private readonly handlers: Handlers

  public constructor(
    private readonly backend: Backend,
    private readonly service: Service
  ) {
    this.handlers = makeHandlers(backend)
  }

  /** Answers one request, or does to it what a fault says; never throws. */
  public async handle(c: Context<HttpEnv>): Promise<Response> {
    const { path, query } = urlOf(c)
    const name = `${c.req.method} ${path}`
    const search = new URLSearchParams(query)
    const body = await c.req.text()
    const matched = this.find(c.req.method, path)
    const operation = matched?.operation.name ?? name
    const request = { ...matched?.params, ...Object.fromEntries(search), ...fieldsOf(body) }
    return served(c, this.service, { path, operation, request }, async () => {
      try {
        this.authorize(c)
        if (!matched) {
          throw new ApiError('MethodNotFound', `${name} is not among the sandbox's operations`)
        }
        return this.run(matched.operation, matched.params, search, body)
      } catch (thrown: unknown) {
        const error = thrown instanceof ApiError ? thrown : new ApiError('Internal', String(thrown))
        if (!isOrdinary(error)) {
          this.backend.warn(`${operation}: ${error.message}`)
        }
        return answerOf(error.status, error.toBody())
      }
    })
  }

  private find(method: string, path: string): Matched | undefined {
    for (const operation of this.operations) {
      const params = operation.match(method, path)
      if (params) {
        return { operation, params }
      }
    }
    return undefined
  }

  private authorize({ req }: Context<HttpEnv>): void {
    const { token, botId, integrationId, integrationAlias } = this.backend.identity
    if (req.header('authorization') !== `Bearer ${token}`) {
      throw new ApiError('Unauthorized', 'the token is missing or wrong')
    }
    const expected = { 'x-bot-id': botId, 'x-integration-id': integrationId, 'x-integration-alias': integrationAlias }
    for (const [name, value] of Object.entries(expected)) {
      const given = req.header(name)
      if (given === undefined && name !== 'x-integration-alias') {
        throw new ApiError('InvalidPayload', `header ${name} is missing`)
      }
      if (given !== undefined && given !== value) {
        throw new ApiError('Forbidden', `header ${name} is not this installation's`)
      }
    }
  }

  private run<N extends OperationName>(
    operation: OfficialOperation<N>,
    params: Record<string, string>,
    search: URLSearchParams,
    text: string
  ): Answer {
    if (Buffer.byteLength(text) > MAX_BODY_BYTES) {
      throw new ApiError('PayloadTooLarge', `the body is larger than ${MAX_BODY_BYTES} bytes`)
    }
    const body = fieldsOf(text)
    if (!body) {
      throw new ApiError('InvalidPayload', 'the body is not a JSON object')
    }
    const input = operation.parse({ params, query: operation.parseQuery(search), body })
    const output = this.handlers[operation.name](input)
    const fault = operation.faultOfAnswer(output)
    if (fault) {
      throw new ApiError('Internal', `the sandbox's own answer: ${fault}`)
    }
    return answerOf(operation.status, output)
  }
}
