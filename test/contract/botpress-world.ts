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

/** What is made in a run and removed after it. */
type Kind = 'conversation' | 'user'

/** The runtime API as one installation of this integration sees it: the stand-in's or a real one. */
export class BotpressWorld {
  public readonly client: Client
  private readonly made = new Map<string, Kind>()

  public constructor(private readonly settings: BotpressSettings) {
    this.client = settings.client
  }

  public pass(ms: number): Promise<void> {
    return this.settings.pass(ms)
  }

  public async newConversation(tags: Record<string, string> = {}): Promise<string> {
    const { conversation } = await this.client.createConversation({ channel: 'hitl', tags })
    return this.note('conversation', conversation.id)
  }

  public async newUser(): Promise<string> {
    const { user } = await this.client.createUser({ tags: {} })
    return this.note('user', user.id)
  }

  /** A state of a conversation of its own, as calls name it. */
  public async newStateKey(): Promise<{ type: 'conversation'; id: string; name: string }> {
    return { type: 'conversation', id: await this.newConversation(), name: STATE.name }
  }

  /** A conversation like that of a session, under the tag by which a repeated start finds it. @returns its id */
  public async getOrCreateConversation(startKey: string): Promise<string> {
    const tags = { startKey }
    const answer = await this.client.getOrCreateConversation({
      channel: 'hitl',
      tags,
      discriminateByTags: ['startKey'],
    })
    return this.note('conversation', answer.conversation.id)
  }

  /** A user like one who stands for an agent, under the tag that makes it one of a kind. @returns its id */
  public async getOrCreateUser(agentId: string): Promise<string> {
    const answer = await this.client.getOrCreateUser({ tags: { agentId }, discriminateByTags: ['agentId'] })
    return this.note('user', answer.user.id)
  }

  /** Writes a message like an agent's, under the tag that makes it one of a kind. */
  public getOrCreateMessage(conversationId: string, userId: string, id: string, text = 'Contract of Brevo HITL') {
    const message = { conversationId, userId, type: 'text', payload: { text }, tags: { id } }
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
    for (const [id, kind] of this.made) {
      const deleting = kind === 'user' ? this.client.deleteUser({ id }) : this.client.deleteConversation({ id })
      const end = await endOf(deleting)
      left += end === 'ok' || end.startsWith('404 ') ? 0 : 1
    }
    this.made.clear()
    return left
  }

  private note(kind: Kind, id: string): string {
    this.made.set(id, kind)
    return id
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
