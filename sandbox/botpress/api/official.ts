import Ajv, { type ValidateFunction } from 'ajv'
import { ApiError } from '../service/errors'
import { readDefinition, type ApiDefinition, type Definition, type Parameter } from './definition'
import type { Inputs } from './records'

/** The operations the sandbox carries out: those an integration's client has. */
export const OPERATIONS = [
  'createConversation',
  'getConversation',
  'listConversations',
  'getOrCreateConversation',
  'updateConversation',
  'deleteConversation',
  'createUser',
  'getUser',
  'getOrCreateUser',
  'updateUser',
  'deleteUser',
  'createMessage',
  'getOrCreateMessage',
  'getMessage',
  'updateMessage',
  'listMessages',
  'deleteMessage',
  'createEvent',
  'getState',
  'setState',
  'getOrSetState',
  'configureIntegration',
] as const

export type OperationName = (typeof OPERATIONS)[number]

/** A request taken apart, before anything is believed about it. */
type RawCall = { params: Record<string, string>; query: Record<string, unknown>; body: Record<string, unknown> }

const NO_BODY = { type: 'object', additionalProperties: false }

type Checks = Record<'params' | 'query' | 'body' | 'answer', ValidateFunction>

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const schemaOf = ({ type, schema, enum: choices }: Parameter): object => {
  if (type === 'object') {
    return schema ?? { type }
  }
  return type === 'string[]'
    ? { type: 'array', items: { type: 'string' } }
    : { type, ...(choices && { enum: choices }) }
}

/** The official definition of one operation, with the checks made from it. */
export class OfficialOperation<N extends OperationName = OperationName> {
  /** Status of the answer when all went well. */
  public readonly status: number
  private readonly route: RegExp
  private compiled: Checks | undefined

  public constructor(
    public readonly name: N,
    private readonly definition: Definition,
    private readonly components: ApiDefinition['components'],
    private readonly ajv: Ajv
  ) {
    this.status = definition.response.status ?? 200
    const path = definition.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]*)')
    this.route = new RegExp(`^${definition.method.toUpperCase()} ${path}$`)
  }

  /**
   * @param path as it came, still percent-encoded
   * @returns the path's parameters, decoded; undefined when the path is another operation's
   */
  public match(method: string, path: string): Record<string, string> | undefined {
    const found = this.route.exec(`${method} ${path}`)
    const params = Object.entries(found?.groups ?? {}).map(([name, value]) => [name, decode(value)] as const)
    return found ? Object.fromEntries(params) : undefined
  }

  /** Reads a query as the client writes it: `a=1`, lists repeated, objects as `tags.name=value`. */
  public parseQuery(search: URLSearchParams): Record<string, unknown> {
    const query: Record<string, unknown> = {}
    const objects: Record<string, Record<string, string>> = {}
    for (const [key, value] of search) {
      const [name = '', ...rest] = key.split('.')
      const type = this.definition.parameters?.[name]?.type
      if (type === 'object' && rest.length > 0) {
        query[name] = objects[name] = { ...objects[name], [rest.join('.')]: value }
      } else {
        query[key] = type === 'string[]' ? search.getAll(name) : value
      }
    }
    return query
  }

  /**
   * The call as the client's own type for it.
   * @throws ApiError InvalidPayload when the official definition finds something wrong with it
   */
  public parse({ params, query, body }: RawCall): Inputs[N] {
    const checks = this.checks()
    const fault =
      this.fault('path', checks.params, params) ??
      this.fault('query', checks.query, query) ??
      this.fault('body', checks.body, body)
    const input = { ...params, ...query, ...body }
    if (!this.isInput(input, fault)) {
      throw new ApiError('InvalidPayload', `${this.name}: ${fault}`)
    }
    return input
  }

  /** What is wrong with the answer by the official definition; undefined when nothing is. */
  public faultOfAnswer(answer: unknown): string | undefined {
    return this.fault('answer', this.checks().answer, answer)
  }

  private isInput(_input: object, fault: string | undefined): _input is Inputs[N] {
    return fault === undefined
  }

  private fault(what: string, validate: ValidateFunction, value: unknown): string | undefined {
    return validate(value) ? undefined : `${what} ${this.ajv.errorsText(validate.errors, { dataVar: '' })}`
  }

  private checks(): Checks {
    this.compiled ??= {
      params: this.compile(this.schemaOfParameters('path')),
      query: this.compile(this.schemaOfParameters('query')),
      body: this.compile(this.definition.requestBody?.schema ?? NO_BODY),
      answer: this.compile(this.definition.response.schema),
    }
    return this.compiled
  }

  private compile(schema: object): ValidateFunction {
    return this.ajv.compile({ ...schema, components: this.components })
  }

  private schemaOfParameters(where: 'path' | 'query'): object {
    const all = Object.entries(this.definition.parameters ?? {})
    const mine = all.filter(([, parameter]) => parameter.in === where)
    return {
      type: 'object',
      properties: Object.fromEntries(mine.map(([name, parameter]) => [name, schemaOf(parameter)])),
      required: mine.filter(([, parameter]) => where === 'path' || parameter.required).map(([name]) => name),
      additionalProperties: false,
    }
  }
}

const read = (): OfficialOperation[] => {
  const ajv = new Ajv({ allErrors: true, strict: false })
  ajv.addFormat('date-time', (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)))
  const { operations, components } = readDefinition(OPERATIONS)
  return OPERATIONS.map((name) => {
    const definition = operations[name]
    if (!definition) {
      throw new Error(`@botpress/api has no operation ${name}`)
    }
    return new OfficialOperation(name, definition, components, ajv)
  })
}

let known: readonly OfficialOperation[] | undefined

/**
 * The official definition, operation by operation. It is read once in a process, and the checks of an operation are
 * compiled at its first use: both cost more than the rest of a sandbox's start.
 */
export const officialOperations = (): readonly OfficialOperation[] => (known ??= read())
