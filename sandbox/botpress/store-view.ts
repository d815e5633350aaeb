import type { Conversation, Event, Message, Schedule, State, User } from './api/records'
import type { Store } from './api/store'

/** What the service remembers, for tests and for people who watch. */
export class StoreView {
  public constructor(protected readonly store: Store) {}

  /** How often `register` is called by the clock; what the integration has last asked for. */
  public get schedule(): Schedule | undefined {
    return this.store.schedule
  }

  public conversations(): Conversation[] {
    return this.store.conversations.all()
  }

  public users(): User[] {
    return this.store.users.all()
  }

  /** The conversation's messages, oldest first. */
  public messages(conversationId: string): Message[] {
    return this.store.messages.all(conversationId)
  }

  /** All events, oldest first. */
  public events(): Event[] {
    return this.store.events.all()
  }

  public states(): State[] {
    return this.store.states.all().map(({ state }) => state)
  }
}
