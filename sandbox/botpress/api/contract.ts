import { InvalidDataFormatError, InvalidPayloadError, PayloadTooLargeError } from '@botpress/client'
import type { IntegrationDefinition } from '@botpress/sdk'
import type { StateType, Tags } from './records'

type SafeParse = { success: true; data: unknown } | { success: false; error: { message: string } }
type Schema = { safeParse: (value: unknown) => SafeParse }

const MAX_TAG = 500
const MAX_PAYLOAD_BYTES = 128 * 1024

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The first key of `given` that parsing has dropped, for the schema does not know it. */
const droppedKey = (given: unknown, parsed: unknown, path = ''): string | undefined => {
  if (!isObject(given) || !isObject(parsed)) {
    return undefined
  }
  const kept = new Map<string, unknown>(Object.entries(parsed))
  for (const [key, value] of Object.entries(given)) {
    const dropped = kept.has(key) ? droppedKey(value, kept.get(key), `${path}${key}.`) : `${path}${key}`
    if (dropped) {
      return dropped
    }
  }
  return undefined
}

const declared = <T>(what: string, all: Record<string, T> | undefined, name: string): T => {
  const found = all?.[name]
  if (!found) {
    throw new InvalidPayloadError(`${what} "${name}" is not declared`)
  }
  return found
}

/** What the integration's own definition allows. All checks throw ApiError, in words that name the culprit. */
export class Contract {
  public constructor(private readonly definition: IntegrationDefinition) {}

  public get name(): string {
    return this.definition.name
  }

  public checkUserTags(tags: Record<string, unknown>): void {
    this.checkTags('user', this.definition.user?.tags, tags)
  }

  public checkTagsIn(channel: string, owner: 'conversation' | 'message', tags: Record<string, unknown>): void {
    this.checkTags(`${owner} in ${channel}`, this.channel(channel)[owner]?.tags, tags)
  }

  public checkMessage(channel: string, type: string, payload: unknown): void {
    const { schema } = declared(`in ${channel}, the message type`, this.channel(channel).messages, type)
    this.checkPayload(`${type} message`, schema, payload)
  }

  public checkEvent(type: string, payload: unknown): void {
    this.checkPayload(`event ${type}`, declared('event', this.definition.events, type).schema, payload)
  }

  /** @param payload left out when only the name and type are in question */
  public checkState(type: StateType, name: string, payload?: unknown): void {
    const state = declared('state', this.definition.states, name)
    if (state.type !== type) {
      throw new InvalidPayloadError(`state "${name}" is not of type ${type}`)
    }
    if (payload !== undefined) {
      this.checkPayload(`state ${name}`, state.schema, payload)
    }
  }

  public checkAction(name: string, part: 'input' | 'output', value: unknown): void {
    this.checkPayload(`${part} of ${name}`, declared('action', this.definition.actions, name)[part].schema, value)
  }

  private channel(name: string) {
    return declared('channel', this.definition.channels, name)
  }

  private checkTags(owner: string, known: object | undefined, tags: Record<string, unknown>): void {
    for (const [tag, value] of Object.entries(tags)) {
      if (!Object.hasOwn(known ?? {}, tag)) {
        throw new InvalidPayloadError(`tag "${tag}" of ${owner} is not declared`)
      }
      if (typeof value === 'string' && value.length > MAX_TAG) {
        throw new InvalidPayloadError(`tag "${tag}" of ${owner} is longer than ${MAX_TAG} characters`)
      }
    }
  }

  private checkPayload(what: string, schema: Schema, payload: unknown): void {
    if (Buffer.byteLength(JSON.stringify(payload) ?? '') > MAX_PAYLOAD_BYTES) {
      throw new PayloadTooLargeError(`${what} is larger than ${MAX_PAYLOAD_BYTES} bytes`)
    }
    const parsed = schema.safeParse(payload)
    if (!parsed.success) {
      throw new InvalidDataFormatError(`${what}: ${parsed.error.message}`)
    }
    const dropped = droppedKey(payload, parsed.data)
    if (dropped) {
      throw new InvalidDataFormatError(`${what}: "${dropped}" is not in the schema`)
    }
  }
}

/** The tags that have a value: an empty one is as good as none. */
export const withoutEmpty = (tags: Record<string, string | undefined>): Tags =>
  Object.fromEntries(Object.entries(tags).flatMap(([tag, value]) => (value ? [[tag, value]] : [])))
