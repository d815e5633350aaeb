import type { Bot, Card, Chat } from '../../botpress'
import type { ChatState, ChatView } from '../model'

const PEOPLE = ['Ada', 'Noor', 'Tom', 'Mei', 'Jonas', 'Leila', 'Pavel', 'Ines']

const stateOf = (chat: Chat): ChatState => {
  const session = chat.session()
  if (session?.active) {
    return session.assignedUserId === undefined ? 'waitingForAgent' : 'withAgent'
  }
  return chat.starting ? 'starting' : 'bot'
}

export class Customers {
  public constructor(private readonly bot: Bot) {}

  /** The next customer opens the chat, from the second round on with a number in the name. */
  public open(card: Card): void {
    const turn = this.bot.chats().length
    const round = Math.floor(turn / PEOPLE.length) + 1
    const name = `${PEOPLE[turn % PEOPLE.length]}${round > 1 ? ` ${round}` : ''}`
    this.bot.openChat({ name, email: `${name.toLowerCase().replace(' ', '')}@example.com`, card })
  }

  /** @throws {Error} for a chat nobody opened */
  public get(chatId: string): Chat {
    const chat = this.bot.chats().find(({ id }) => id === chatId)
    if (!chat) {
      throw new Error('This chat is not there any more. Begin a new one.')
    }
    return chat
  }

  /** The chats, in the order they were opened. */
  public view(): ChatView[] {
    return this.bot.chats().map((chat) => ({
      id: chat.id,
      customer: chat.user.name ?? '',
      state: stateOf(chat),
      lines: chat.lines(),
    }))
  }
}
