import type { Bot, Card, Chat } from '../../botpress'
import type { ChatState, ChatView } from '../model'

const SHOWN_LINES = 200
const SHOWN_CHATS = 8

/** The customers who come, in turn. */
const PEOPLE = ['Ada', 'Noor', 'Tomás', 'Mei', 'Jonas', 'Leila', 'Pavel', 'Ines']

/** The name of the customer whose turn it is; from the second round on with a number. */
const nameOf = (turn: number): string => {
  const round = Math.floor(turn / PEOPLE.length) + 1
  return `${PEOPLE[turn % PEOPLE.length]}${round > 1 ? ` ${round}` : ''}`
}

const stateOf = (chat: Chat): ChatState => {
  const session = chat.session()
  if (chat.hung) {
    return 'hung'
  }
  if (session?.active) {
    return session.assignedUserId === undefined ? 'waitingForAgent' : 'withAgent'
  }
  return chat.starting ? 'starting' : 'bot'
}

const viewOf = (chat: Chat): ChatView => {
  const lines = chat.lines()
  const state = stateOf(chat)
  const agent = state === 'withAgent' ? lines.filter(({ from }) => from === 'agent').at(-1) : undefined
  return {
    id: chat.id,
    customer: chat.user.name ?? '',
    state,
    agent: agent?.name ? { name: agent.name, pictureUrl: agent.pictureUrl } : undefined,
    lines: lines.slice(-SHOWN_LINES),
    omitted: Math.max(0, lines.length - SHOWN_LINES),
  }
}

/** The customers' web chats that the page opens. */
export class Customers {
  public constructor(private readonly bot: Bot) {}

  /** The next customer opens the chat: one whose name none of those before has. */
  public open(card: Card): void {
    const taken = new Set(this.bot.chats().map(({ user }) => user.name))
    let turn = 0
    while (taken.has(nameOf(turn))) {
      turn += 1
    }
    const name = nameOf(turn)
    const mailbox = name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z\d]/g, '')
      .toLowerCase()
    this.bot.openChat({ name, email: `${mailbox}@example.com`, card })
  }

  /** @throws {Error} for a chat nobody opened */
  public get(chatId: string): Chat {
    const chat = this.bot.chats().find(({ id }) => id === chatId)
    if (!chat) {
      throw new Error('This chat is not there any more. Begin a new one.')
    }
    return chat
  }

  /** The newest chats, oldest first. */
  public view(): ChatView[] {
    return this.bot.chats().slice(-SHOWN_CHATS).map(viewOf)
  }
}
