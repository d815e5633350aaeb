import type { Faults } from '../../shared/faults'
import { isRecord, parsedJson } from '../../shared/json'
import { INVOCATION_HEADER, type Wire } from '../../shared/wire'
import { ApiError } from '../service/errors'
import { answerWithFault, type Answer } from '../service/faulty'
import type { Backend, Handlers } from './backend'
import { makeHandlers } from './handlers'
import { officialOperations, type OfficialOperation, type OperationName } from './official'

const MAX_BODY_BYTES = 1024 * 1024

/** A request to the runtime API as it came. */
export type ApiRequest = {
  method: string
  /** Still percent-encoded, without the query. */
  path: string
  search: URLSearchParams
  header: (name: string) => string | undefined
  body: string
}

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
    private readonly tools: { wire: Wire; faults: Faults }
  ) {
    this.handlers = makeHandlers(backend)
  }

  /** Answers one request, or does to it what a fault says; never throws. */
  public async handle(request: ApiRequest): Promise<Answer> {
    const { wire, faults } = this.tools
    const record = wire.begin()
    const matched = this.find(request)
    const { world, store } = this.backend
    const halfMs = world.callMs / 2
    const fault = faults.take(request.method, request.path)
    await store.clock.sleep(halfMs)
    const answer = await answerWithFault(fault, () => this.work(request, matched))
    await store.clock.sleep(halfMs)
    record({
      from: 'integration',
      to: 'botpress',
      operation: matched?.operation.name ?? `${request.method} ${request.path}`,
      status: answer.status,
      invocation: request.header(INVOCATION_HEADER),
      request: { ...matched?.params, ...Object.fromEntries(request.search), ...fieldsOf(request.body) },
      response: answer.body,
    })
    return answer
  }

  private find({ method, path }: ApiRequest): Matched | undefined {
    for (const operation of this.operations) {
      const params = operation.match(method, path)
      if (params) {
        return { operation, params }
      }
    }
    return undefined
  }

  private work(request: ApiRequest, matched: Matched | undefined): Answer {
    try {
      this.authorize(request)
      if (!matched) {
        throw new ApiError('MethodNotFound', `${request.method} ${request.path} is not among the sandbox's operations`)
      }
      return this.run(matched.operation, matched.params, request)
    } catch (thrown: unknown) {
      const error = thrown instanceof ApiError ? thrown : new ApiError('Internal', String(thrown))
      if (!isOrdinary(error)) {
        this.backend.warn(`${matched?.operation.name ?? request.path}: ${error.message}`)
      }
      return { status: error.status, body: error.toBody() }
    }
  }

  private authorize({ header }: ApiRequest): void {
    const { token, botId, integrationId, integrationAlias } = this.backend.identity
    if (header('authorization') !== `Bearer ${token}`) {
      throw new ApiError('Unauthorized', 'the token is missing or wrong')
    }
    const expected = { 'x-bot-id': botId, 'x-integration-id': integrationId, 'x-integration-alias': integrationAlias }
    for (const [name, value] of Object.entries(expected)) {
      const given = header(name)
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
    request: ApiRequest
  ): Answer {
    if (Buffer.byteLength(request.body) > MAX_BODY_BYTES) {
      throw new ApiError('PayloadTooLarge', `the body is larger than ${MAX_BODY_BYTES} bytes`)
    }
    const body = fieldsOf(request.body)
    if (!body) {
      throw new ApiError('InvalidPayload', 'the body is not a JSON object')
    }
    const input = operation.parse({ params, query: operation.parseQuery(request.search), body })
    const output = this.handlers[operation.name](input)
    const fault = operation.faultOfAnswer(output)
    if (fault) {
      throw new ApiError('Internal', `the sandbox's own answer: ${fault}`)
    }
    return { status: operation.status, body: output }
  }
}
