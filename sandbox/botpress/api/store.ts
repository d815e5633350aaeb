import type { Clock } from '../service/clock'
import type { IdKind, Ids } from '../service/ids'
import type { Conversation, Event, Message, Schedule, State, User } from './records'
import { Table } from './table'

/** A state under a key of its owner and name, and when it vanishes. `idleMs`: how long after each write. */
type StoredState = { id: string; state: State; idleMs: number | undefined; expiresAt: number | undefined }

/** The group of the messages that have, or had, a tag. */
export const groupOf = (tag: string, value: string): string => `${tag}=${value}`

/** All that the service remembers. */
export class Store {
  public readonly conversations: Table<Conversation>
  public readonly users: Table<User>
  public readonly events: Table<Event>
  /** Grouped by conversation, and by each of their tags. */
  public readonly messages: Table<Message>
  /** Without those whose time has run out. */
  public readonly states: Table<StoredState>
  /** The last schedule asked for with configureIntegration. */
  public schedule: Schedule | undefined
  private seq = 0

  /** @param lagMs how far reads lag behind writes at the moment */
  public constructor(
    public readonly clock: Clock,
    public readonly ids: Ids,
    lagMs: () => number = () => 0
  ) {
    const tools = { nextSeq: () => ++this.seq, now: () => clock.now(), lagMs }
    this.conversations = new Table(tools)
    this.users = new Table(tools)
    this.events = new Table(tools)
    this.messages = new Table(tools, {
      groupsOf: ({ conversationId, tags }) => [
        conversationId,
        ...Object.entries(tags).map(([tag, value]) => groupOf(tag, value)),
      ],
    })
    this.states = new Table(tools, { isAlive: ({ expiresAt = Infinity }) => expiresAt > clock.now() })
  }

  /** What everything new has: its id, and its dates. */
  public born(kind: IdKind): { id: string; createdAt: string; updatedAt: string } {
    const at = this.clock.iso()
    return { id: this.ids.make(kind), createdAt: at, updatedAt: at }
  }

  /** Deletes the conversation with its messages and states. */
  public deleteConversation(id: string): void {
    for (const message of this.messages.all(id)) {
      this.messages.delete(message.id)
    }
    this.conversations.delete(id)
    for (const { id: key, state } of this.states.all()) {
      if (state.conversationId === id) {
        this.states.delete(key)
      }
    }
  }
}
