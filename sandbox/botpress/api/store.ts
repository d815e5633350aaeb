import type { Clock } from '../service/clock'
import type { Ids } from '../service/ids'
import type { Conversation, Event, Message, Schedule, State, User } from './records'
import { Table, type Row, type TableTools } from './table'

/** A state under a key of its owner and name, and when it vanishes. `idleMs`: how long after each write. */
export type StoredState = { id: string; state: State; idleMs: number | undefined; expiresAt: number | undefined }

/** All that the service remembers. */
export class Store {
  public readonly conversations: Table<Conversation>
  public readonly users: Table<User>
  public readonly events: Table<Event>
  /** The last schedule asked for with configureIntegration. */
  public schedule: Schedule | undefined
  private readonly messageTables = new Map<string, Table<Message>>()
  private readonly conversationOfMessage = new Map<string, string>()
  private readonly states: Table<StoredState>
  private readonly tools: TableTools
  private seq = 0

  /** @param lagMs how far reads lag behind writes at the moment */
  public constructor(
    public readonly clock: Clock,
    public readonly ids: Ids,
    lagMs: () => number = () => 0
  ) {
    this.tools = { nextSeq: () => ++this.seq, now: () => clock.now(), lagMs }
    this.conversations = new Table(this.tools)
    this.users = new Table(this.tools)
    this.events = new Table(this.tools)
    this.states = new Table(this.tools)
  }

  public messagesOf(conversationId: string): Table<Message> {
    const known = this.messageTables.get(conversationId)
    if (known) {
      return known
    }
    const made = new Table<Message>(this.tools)
    this.messageTables.set(conversationId, made)
    return made
  }

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
    for (const { id: key, state } of this.states.all()) {
      if (state.conversationId === id) {
        this.states.delete(key)
      }
    }
  }

  /** The state, unless there is none or its time has run out. */
  public getState(key: string): StoredState | undefined {
    return this.unexpired(this.states.get(key))
  }

  public readState(key: string): StoredState | undefined {
    return this.unexpired(this.states.read(key))
  }

  public putState(state: StoredState): StoredState {
    return this.states.put(state)
  }

  public deleteState(key: string): void {
    this.states.delete(key)
  }

  /** The states whose time has not run out. */
  public allStates(): State[] {
    return this.states.all().flatMap((stored) => this.unexpired(stored)?.state ?? [])
  }

  private tableOf(messageId: string): Table<Message> | undefined {
    const conversationId = this.conversationOfMessage.get(messageId)
    return conversationId === undefined ? undefined : this.messagesOf(conversationId)
  }

  private unexpired(state: StoredState | undefined): StoredState | undefined {
    return state?.expiresAt !== undefined && state.expiresAt <= this.clock.now() ? undefined : state
  }
}
