import { isApiError, type Client } from '@botpress/client'
import { randomUUID } from 'node:crypto'
import definition from '../../integration.definition'
import { NotTried, type Seen } from './statement'

export type BotpressSettings = {
  client: Client
  /** Lets time pass for the service, in ms: by waiting, or by putting its clock forward. */
  pass: (ms: number) => Promise<void>
  /** Lets a scheduled `register` fail and looks what follows; undefined where nothing can make it. */
  failScheduledRegister: (() => Promise<Seen>) | undefined
}

/** Something that is made in a run and removed after it. */
type Made = { kind: 'conversation' | 'user'; id: string }

/** The runtime API as one installation of this integration sees it: the stand-in's or a real one. */
export class BotpressWorld {
  public readonly client: Client
  private readonly made: Made[] = []

  public constructor(private readonly settings: BotpressSettings) {
    this.client = settings.client
  }

  public pass(ms: number): Promise<void> {
    return this.settings.pass(ms)
  }

  public async newConversation(tags: Record<string, string> = {}): Promise<string> {
    const { conversation } = await this.client.createConversation({ channel: 'hitl', tags })
    this.made.push({ kind: 'conversation', id: conversation.id })
    return conversation.id
  }

  public async newUser(): Promise<string> {
    const { user } = await this.client.createUser({ tags: {} })
    this.made.push({ kind: 'user', id: user.id })
    return user.id
  }

  /** A state of a conversation of its own, as calls name it. */
  public async newStateKey(): Promise<{ type: 'conversation'; id: string; name: string }> {
    return { type: 'conversation', id: await this.newConversation(), name: STATE.name }
  }

  /** Writes a message like an agent's, under the tag that makes it one of a kind. */
  public getOrCreateMessage(conversationId: string, userId: string, id: string) {
    const message = { conversationId, userId, type: 'text', payload: { text: 'Contract of Brevo HITL' }, tags: { id } }
    return this.client.getOrCreateMessage({ ...message, discriminateByTags: ['id'] })
  }

  /** @throws {NotTried} where nothing can make it fail */
  public failScheduledRegister(): Promise<Seen> {
    if (!this.settings.failScheduledRegister) {
      throw new NotTried('needs an installed integration whose register throws, and an hour; see the logs of its bot')
    }
    return this.settings.failScheduledRegister()
  }

  /** Deletes what this run made, messages and states with their conversations. @returns how much could not be */
  public async cleanUp(): Promise<number> {
    let left = 0
    for (const { kind, id } of this.made.splice(0)) {
      const deleting = kind === 'user' ? this.client.deleteUser({ id }) : this.client.deleteConversation({ id })
      left += await deleting.then(
        () => 0,
        () => 1
      )
    }
    return left
  }
}

/** How a call ended: `ok`, or the error's code and type. */
export const endOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (thrown: unknown) => (isApiError(thrown) ? `${thrown.code} ${thrown.type}` : 'no answer')
  )

type Field = { type?: string; enum?: unknown[] }

/** The first of the integration's own states of a conversation, and the fields of its payload. */
const STATE = ((): { name: string; fields: [string, Field][] } => {
  const [name, state] = Object.entries(definition.states ?? {}).find(([, { type }]) => type === 'conversation') ?? []
  if (name === undefined || state === undefined) {
    throw new Error('The definition has no state of a conversation')
  }
  const { properties = {} } = state.schema.toJSONSchema() as { properties?: Record<string, Field> }
  return { name, fields: Object.entries(properties) }
})()

/** Values that any field of the integration's states takes, by the type of the field. */
const VALUES: Record<string, unknown> = { number: 1, boolean: false, array: [], object: {} }

/** A payload that the state takes and that no other call of this run gives. */
export const newPayload = (): Record<string, unknown> =>
  Object.fromEntries(
    STATE.fields.map(([name, { type = 'string', enum: choices }]) => [
      name,
      choices?.[0] ?? VALUES[type] ?? randomUUID(),
    ])
  )
