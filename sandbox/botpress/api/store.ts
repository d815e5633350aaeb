import type { Clock } from '../service/clock'
import type { Ids } from '../service/ids'
import { Past } from './past'
import type { Conversation, Event, Message, Schedule, State, StateType, User } from './records'
import { Table, type Row, type TableTools } from './table'

/** A state and when it vanishes. `idleMs`: how long after each write. */
export type StoredState = State & { ownerId: string; idleMs: number | undefined; expiresAt: number | undefined }

/** All that the service remembers. */
export class Store {
  public readonly conversations: Table<Conversation>
  public readonly users: Table<User>
  public readonly events: Table<Event>
  /** The last schedule asked for with configureIntegration. */
  public schedule: Schedule | undefined
  private readonly messageTables = new Map<string, Table<Message>>()
  private readonly conversationOfMessage = new Map<string, string>()
  private readonly statesByKey = new Map<string, Past<StoredState>>()
  private readonly tools: TableTools
  private seq = 0

  /** @param lagMs how far reads lag behind writes at the moment */
  public constructor(
    public readonly clock: Clock,
    public readonly ids: Ids,
    private readonly lagMs: () => number = () => 0
  ) {
    this.tools = { nextSeq: () => ++this.seq, now: () => clock.now(), lagMs }
    this.conversations = new Table(this.tools)
    this.users = new Table(this.tools)
    this.events = new Table(this.tools)
  }

  /** The messages of one conversation. */
  public messagesOf(conversationId: string): Table<Message> {
    const known = this.messageTables.get(conversationId)
    if (known) {
      return known
    }
    const made = new Table<Message>(this.tools)
    this.messageTables.set(conversationId, made)
    return made
  }

  /** All messages as reads show them. */
  public readAllMessages(): Row<Message>[] {
    return [...this.messageTables.values()].flatMap((table) => table.readRows())
  }

  /** The first message that fits, in whatever conversation. */
  public findMessage(matches: (message: Message) => boolean): Message | undefined {
    for (const table of this.messageTables.values()) {
      const found = table.find(matches)
      if (found) {
        return found
      }
    }
    return undefined
  }

  public getMessage(id: string): Message | undefined {
    return this.tableOf(id)?.get(id)
  }

  /** The message as reads show it. */
  public readMessage(id: string): Message | undefined {
    return this.tableOf(id)?.read(id)
  }

  public putMessage(message: Message): Message {
    this.conversationOfMessage.set(message.id, message.conversationId)
    return this.messagesOf(message.conversationId).put(message)
  }

  public deleteMessage(message: Message): void {
    this.messagesOf(message.conversationId).delete(message.id)
  }

  /** Deletes the conversation with its messages and states. */
  public deleteConversation(id: string): void {
    for (const message of this.messagesOf(id).all()) {
      this.deleteMessage(message)
    }
    this.conversations.delete(id)
    for (const { current } of this.statesByKey.values()) {
      if (current?.type === 'conversation' && current.ownerId === id) {
        this.deleteState(current)
      }
    }
  }

  /** The state, unless there is none or its time has run out. */
  public getState(type: StateType, ownerId: string, name: string): StoredState | undefined {
    return this.unexpired(this.statesByKey.get(stateKey(type, ownerId, name))?.current)
  }

  /** The state as reads show it. */
  public readState(type: StateType, ownerId: string, name: string): StoredState | undefined {
    return this.unexpired(this.statesByKey.get(stateKey(type, ownerId, name))?.ago(this.lagMs()))
  }

  public putState(state: StoredState): StoredState {
    this.placeOf(state).write(state)
    return state
  }

  public deleteState(state: StoredState): void {
    this.placeOf(state).write(undefined)
  }

  /** The states whose time has not run out. */
  public allStates(): StoredState[] {
    return [...this.statesByKey.values()].flatMap(({ current }) => this.unexpired(current) ?? [])
  }

  private tableOf(messageId: string): Table<Message> | undefined {
    const conversationId = this.conversationOfMessage.get(messageId)
    return conversationId === undefined ? undefined : this.messagesOf(conversationId)
  }

  private unexpired(state: StoredState | undefined): StoredState | undefined {
    return state?.expiresAt !== undefined && state.expiresAt <= this.clock.now() ? undefined : state
  }

  private placeOf({ type, ownerId, name }: StoredState): Past<StoredState> {
    const key = stateKey(type, ownerId, name)
    const place = this.statesByKey.get(key) ?? new Past<StoredState>(() => this.clock.now())
    this.statesByKey.set(key, place)
    return place
  }
}

const stateKey = (type: StateType, ownerId: string, name: string): string => `${type}/${ownerId}/${name}`
