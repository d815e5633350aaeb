import type { Bot, Chat, ChatLine } from '../../botpress'
import type { ChatState, ChatView } from '../model'

const SHOWN_LINES = 200
const SHOWN_CHATS = 8

/** The customers who come, in turn. */
const PEOPLE = ['Ada', 'Noor', 'Tomás', 'Mei', 'Jonas', 'Leila', 'Pavel', 'Ines']

const stateOf = (chat: Chat, lines: ChatLine[]): ChatState => {
  const session = chat.session()
  if (chat.hung) {
    return 'hung'
  }
  if (session?.active) {
    return session.assignedUserId === undefined ? 'waitingForAgent' : 'withAgent'
  }
  return lines.filter(({ from }) => from === 'notice').at(-1)?.kind === 'escalated' ? 'starting' : 'bot'
}

const viewOf = (chat: Chat): ChatView => {
  const lines = chat.lines()
  const state = stateOf(chat, lines)
  const agent = state === 'withAgent' ? lines.filter(({ from }) => from === 'agent').at(-1) : undefined
  return {
    id: chat.id,
    customer: chat.user.name ?? '',
    state,
    ...(agent?.name
      ? { agent: { name: agent.name, ...(agent.pictureUrl ? { pictureUrl: agent.pictureUrl } : {}) } }
      : {}),
    lines: lines.slice(-SHOWN_LINES).map(({ id, from, kind, type, payload, name, pictureUrl, at }) => ({
      id,
      from,
      ...(kind ? { kind } : {}),
      type,
      payload,
      ...(name ? { name } : {}),
      ...(pictureUrl ? { pictureUrl } : {}),
      at,
    })),
    omitted: Math.max(0, lines.length - SHOWN_LINES),
  }
}

/** The customers' web chats that the page opens. */
export class Customers {
  private opened = 0

  public constructor(private readonly bot: Bot) {}

  /** The next customer opens the chat. */
  public open(): void {
    const name = PEOPLE[this.opened % PEOPLE.length] ?? 'Ada'
    this.opened += 1
    const email = `${name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase()}@example.com`
    this.bot.openChat({ name, email })
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
