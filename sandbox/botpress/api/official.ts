import { InvalidPayloadError } from '@botpress/client'
import Ajv from 'ajv'
import { readDefinition, type Definition, type Parameter } from './definition'
import type { Inputs } from './records'

const schemaOf = ({ type, schema, enum: choices }: Parameter): object => {
  if (type === 'object') {
    return schema ?? { type }
  }
  return type === 'string[]'
    ? { type: 'array', items: { type: 'string' } }
    : { type, ...(choices && { enum: choices }) }
}

/** What a call may have in its path, its query and its body, which the client's caller gives as one. */
const inputSchemaOf = ({ parameters = {}, requestBody }: Definition): object => {
  const given = Object.entries(parameters).filter(([, parameter]) => parameter.in !== 'header')
  const required = given.flatMap(([name, parameter]) => (parameter.required ? [name] : []))
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(given.map(([name, parameter]) => [name, schemaOf(parameter)])),
      ...requestBody?.schema.properties,
    },
    required: [...required, ...(requestBody?.schema.required ?? [])],
    additionalProperties: false,
  }
}

const { operations, components } = readDefinition()
const ajv = new Ajv({ allErrors: true, strict: false })
ajv.addFormat('date-time', (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)))

/** The official definition of one operation. */
export class OfficialOperation<N extends keyof Inputs> {
  public readonly method: string
  /** As Hono routes it. */
  public readonly path: string
  /** Status of the answer when all went well. */
  public readonly status: number
  private readonly schemas: { input: object; answer: object }

  /** @throws {Error} when there is none of that name */
  public constructor(public readonly name: N) {
    const definition = operations[name]
    if (!definition) {
      throw new Error(`@botpress/api has no operation ${name}`)
    }
    this.method = definition.method
    this.path = definition.path.replaceAll(/\{(\w+)\}/g, ':$1')
    this.status = definition.response.status ?? 200
    this.schemas = { input: inputSchemaOf(definition), answer: definition.response.schema }
  }

  /**
   * The call as the client's own type for it.
   * @throws {InvalidPayloadError} when the official definition finds something wrong with it
   */
  public parse(request: object): Inputs[N] {
    const fault = this.fault('input', request)
    if (!this.isInput(request, fault)) {
      throw new InvalidPayloadError(`${this.name}: ${fault}`)
    }
    return request
  }

  /** What is wrong with the answer by the official definition; undefined when nothing is. */
  public faultOfAnswer(answer: unknown): string | undefined {
    return this.fault('answer', answer)
  }

  private isInput(_request: object, fault: string | undefined): _request is Inputs[N] {
    return fault === undefined
  }

  /** Each check is compiled at its first use in a process: that costs more than the rest of a sandbox's start. */
  private fault(part: 'input' | 'answer', value: unknown): string | undefined {
    const key = `${this.name}/${part}`
    const validate = ajv.getSchema(key) ?? ajv.compile({ $id: key, ...this.schemas[part], components })
    return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: '' })
  }
}
