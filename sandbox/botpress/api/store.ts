import type { Clock } from '../service/clock'
import type { Ids } from '../service/ids'
import type { Conversation, Event, Message, Schedule, State, StateType, User } from './records'

/** A record and its place in the order of creation. */
export type Row<T> = { seq: number; record: T }

/** A state and when it vanishes. `idleMs`: how long after each write. */
export type StoredState = State & { ownerId: string; idleMs: number | undefined; expiresAt: number | undefined }

/** A table in the order of creation. Records are replaced, never changed in place. */
export class Table<T extends { id: string }> {
  private readonly rowsById = new Map<string, Row<T>>()

  public constructor(private readonly nextSeq: () => number) {}

  public get(id: string): T | undefined {
    return this.rowsById.get(id)?.record
  }

  public put(record: T): T {
    this.rowsById.set(record.id, { seq: this.rowsById.get(record.id)?.seq ?? this.nextSeq(), record })
    return record
  }

  public delete(id: string): void {
    this.rowsById.delete(id)
  }

  public rows(): Row<T>[] {
    return [...this.rowsById.values()]
  }

  public all(): T[] {
    return this.rows().map((row) => row.record)
  }

  public find(matches: (record: T) => boolean): T | undefined {
    for (const { record } of this.rowsById.values()) {
      if (matches(record)) {
        return record
      }
    }
    return undefined
  }
}

/** All that the service remembers. */
export class Store {
  public readonly conversations: Table<Conversation>
  public readonly users: Table<User>
  public readonly events: Table<Event>
  /** The last schedule asked for with configureIntegration. */
  public schedule: Schedule | undefined
  private readonly messageTables = new Map<string, Table<Message>>()
  private readonly conversationOfMessage = new Map<string, string>()
  private readonly statesByKey = new Map<string, StoredState>()
  private seq = 0

  public constructor(
    public readonly clock: Clock,
    public readonly ids: Ids
  ) {
    const nextSeq = (): number => ++this.seq
    this.conversations = new Table(nextSeq)
    this.users = new Table(nextSeq)
    this.events = new Table(nextSeq)
  }

  /** The messages of one conversation. */
  public messagesOf(conversationId: string): Table<Message> {
    const known = this.messageTables.get(conversationId)
    if (known) {
      return known
    }
    const made = new Table<Message>(() => ++this.seq)
    this.messageTables.set(conversationId, made)
    return made
  }

  public allMessages(): Row<Message>[] {
    return [...this.messageTables.values()].flatMap((table) => table.rows())
  }

  public getMessage(id: string): Message | undefined {
    const conversationId = this.conversationOfMessage.get(id)
    return conversationId === undefined ? undefined : this.messagesOf(conversationId).get(id)
  }

  public putMessage(message: Message): Message {
    this.conversationOfMessage.set(message.id, message.conversationId)
    return this.messagesOf(message.conversationId).put(message)
  }

  public deleteMessage(message: Message): void {
    this.conversationOfMessage.delete(message.id)
    this.messagesOf(message.conversationId).delete(message.id)
  }

  /** Deletes the conversation with its messages and states. */
  public deleteConversation(id: string): void {
    for (const message of this.messagesOf(id).all()) {
      this.conversationOfMessage.delete(message.id)
    }
    this.messageTables.delete(id)
    this.conversations.delete(id)
    for (const [key, state] of this.statesByKey) {
      if (state.type === 'conversation' && state.ownerId === id) {
        this.statesByKey.delete(key)
      }
    }
  }

  /** The state, unless there is none or its time has run out. */
  public getState(type: StateType, ownerId: string, name: string): StoredState | undefined {
    const key = stateKey(type, ownerId, name)
    const state = this.statesByKey.get(key)
    if (state?.expiresAt !== undefined && state.expiresAt <= this.clock.now()) {
      this.statesByKey.delete(key)
      return undefined
    }
    return state
  }

  public putState(state: StoredState): StoredState {
    this.statesByKey.set(stateKey(state.type, state.ownerId, state.name), state)
    return state
  }

  public deleteState(state: StoredState): void {
    this.statesByKey.delete(stateKey(state.type, state.ownerId, state.name))
  }

  /** The states whose time has not run out. */
  public allStates(): StoredState[] {
    return [...this.statesByKey.values()].filter((state) => this.getState(state.type, state.ownerId, state.name))
  }
}

const stateKey = (type: StateType, ownerId: string, name: string): string => `${type}/${ownerId}/${name}`
