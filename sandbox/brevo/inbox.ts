import { Listeners } from '../shared/listeners'
import type { Agents } from './agents'
import { agentMessage, visitorMessage, type AgentLine } from './compose'
import { newId } from './ids'
import type { Conversation, InboxConversation, Message, StartPage, WebhookEvent } from './model'
import { fragmentEvent, startedEvent, transcriptEvent } from './payloads'
import { newVisitor } from './visitor'

type Surroundings = {
  agents: Agents
  /** Epoch ms. */
  now: () => number
  /** Takes the events that webhooks are made of. */
  announce: (event: WebhookEvent) => void
}

type Found = { conversation: Conversation; message: Message }

/** The conversations of the account, in memory. Everything that happens in one announces its webhook events. */
export class Inbox {
  /** Those who watch the inbox; they are told after every change. */
  public readonly watchers = new Listeners()
  private readonly conversations = new Map<string, Conversation>()

  public constructor(private readonly around: Surroundings) {}

  public find(visitorId: string): Conversation | undefined {
    return this.conversations.get(visitorId)
  }

  /** @throws {Error} for a visitor nobody has heard of */
  public get(visitorId: string): Conversation {
    const conversation = this.find(visitorId)
    if (!conversation) {
      throw new Error(`Brevo has no conversation with visitor ${visitorId}`)
    }
    return conversation
  }

  /** Everything there is, the newest message's conversation first. */
  public list(): InboxConversation[] {
    const newestFirst = [...this.conversations.values()]
    newestFirst.sort((one, other) => lastMomentOf(other) - lastMomentOf(one))
    return newestFirst.map(({ conversationId, visitor, messages, unread, finished }) => ({
      visitorId: visitor.id,
      conversationId,
      threadLink: visitor.threadLink,
      groupId: visitor.groupId,
      displayedName: visitor.displayedName,
      source: visitor.source,
      unread,
      finished,
      messages: [...messages],
    }))
  }

  /** An agent's message, by hand or through the API; an unknown visitor gets a new conversation. */
  public addFromAgent(visitorId: string, line: AgentLine, options: { read: boolean }): Message {
    const conversation = this.open(visitorId, undefined)
    return this.add(conversation, agentMessage(line, this.momentIn(conversation)), options)
  }

  /** A visitor's message. */
  public addFromVisitor(visitorId: string, text: string, startPage: StartPage): Message {
    const conversation = this.open(visitorId, startPage)
    return this.add(conversation, visitorMessage(text, this.momentIn(conversation)), { read: false })
  }

  public findMessage(id: string): Found | undefined {
    for (const conversation of this.conversations.values()) {
      const message = conversation.messages.find((candidate) => candidate.id === id)
      if (message) {
        return { conversation, message }
      }
    }
    return undefined
  }

  public deleteMessage({ conversation, message }: Found): void {
    conversation.messages = conversation.messages.filter((other) => other !== message)
    this.watchers.tell()
  }

  public setGroup(conversation: Conversation, groupId: string | null): void {
    conversation.visitor.groupId = groupId
    this.watchers.tell()
  }

  public markRead(visitorId: string): void {
    this.get(visitorId).unread = 0
    this.watchers.tell()
  }

  /** An agent's check mark; nothing for a conversation that is finished already. */
  public finish(visitorId: string): void {
    const conversation = this.get(visitorId)
    if (conversation.finished) {
      return
    }
    conversation.finished = true
    conversation.unread = 0
    this.around.announce(transcriptEvent(conversation, this.around.agents))
    this.watchers.tell()
  }

  private open(visitorId: string, startPage: StartPage | undefined): Conversation {
    const known = this.find(visitorId)
    if (known) {
      return known
    }
    const conversation: Conversation = {
      conversationId: newId(),
      visitor: newVisitor(visitorId),
      startPage,
      messages: [],
      unread: 0,
      finished: false,
      started: false,
    }
    this.conversations.set(visitorId, conversation)
    return conversation
  }

  private add(conversation: Conversation, message: Message, { read }: { read: boolean }): Message {
    conversation.messages.push(message)
    conversation.unread = read ? 0 : conversation.unread + 1
    conversation.finished = false
    const { agents, announce } = this.around
    if (!conversation.started) {
      conversation.started = true
      announce(startedEvent(conversation, message, agents))
    }
    announce(fragmentEvent(conversation, [message], agents))
    this.watchers.tell()
    return message
  }

  /** A moment after every other of the conversation, as Brevo's order of messages is by it. */
  private momentIn(conversation: Conversation): number {
    return Math.max(this.around.now(), lastMomentOf(conversation) + 1)
  }
}

const lastMomentOf = ({ messages }: Conversation): number => messages.at(-1)?.createdAt ?? 0
