import { Listeners } from '../shared/listeners'
import type { Agents } from './agents'
import { agentMessage, visitorMessage, type AgentLine } from './compose'
import { newId, newVisitorId } from './ids'
import type { Conversation, Message, NewAttachment, WebhookEvent } from './model'
import { fragmentEvent, startedEvent, transcriptEvent } from './payloads'
import { invalid, notFound } from './refusal'
import { newVisitor } from './visitor'
import type { BrevoWorld } from './world'

/** What an agent writes by hand: text, files, or both. */
export type AgentDraft = { agentId: string; text?: string; attachments?: NewAttachment[] }

type Surroundings = {
  agents: Agents
  world: BrevoWorld
  /** Epoch ms. */
  now: () => number
  /** Takes the events that webhooks are made of. */
  announce: (event: WebhookEvent) => void
}

type Found = { conversation: Conversation; message: Message }

/** The account's conversations, and what people do in them; all that happens in one announces its webhook events. */
export class Inbox {
  /** Those who are told of every change. */
  public readonly watchers = new Listeners()
  private readonly byVisitor = new Map<string, Conversation>()

  public constructor(private readonly around: Surroundings) {}

  /**
   * An agent writes to a visitor. Without a text, it is the name of the first file.
   * @throws a refusal for an unknown visitor or agent, and for a draft with nothing in it
   */
  public agentWrites(visitorId: string, { agentId, text, attachments }: AgentDraft): Message {
    this.get(visitorId)
    const written = text?.trim() ? text : attachments?.[0]?.name
    if (written === undefined) {
      throw invalid('An agent writes a text or attaches a file')
    }
    return this.addFromAgent(visitorId, { agent: this.around.agents.get(agentId), text: written, attachments })
  }

  /**
   * The check mark: ends a conversation, until somebody writes again. Nothing when it is finished already.
   * @throws a refusal for an unknown visitor or agent
   */
  public agentFinishes(visitorId: string, agentId?: string): void {
    const conversation = this.get(visitorId)
    if (agentId !== undefined) {
      this.around.agents.get(agentId)
    }
    if (!conversation.finished) {
      conversation.finished = true
      conversation.unread = 0
      this.around.announce(transcriptEvent(conversation, this.around.agents))
      this.watchers.tell()
    }
  }

  /**
   * A visitor of the company's website writes.
   * @param visitorId a new visitor when left out
   * @returns the visitor's id
   */
  public visitorWrites(text: string, visitorId: string = newVisitorId()): string {
    this.add(visitorId, (createdAt) => visitorMessage(text, createdAt))
    return visitorId
  }

  /** An agent looks at a conversation. @throws a refusal for an unknown visitor */
  public markRead(visitorId: string): void {
    this.get(visitorId).unread = 0
    this.watchers.tell()
  }

  /** The inbox as it is now, the conversation with the newest message first. */
  public conversations(): Conversation[] {
    const all = Array.from(this.byVisitor.values(), (each) => ({ ...each, messages: [...each.messages] }))
    return all.sort((one, other) => lastMomentOf(other) - lastMomentOf(one))
  }

  /** The messages of a visitor's conversation, oldest first; none for an unknown visitor. */
  public messages(visitorId: string): Message[] {
    return [...(this.find(visitorId)?.messages ?? [])]
  }

  public find(visitorId: string): Conversation | undefined {
    return this.byVisitor.get(visitorId)
  }

  /** @throws a refusal for an unknown visitor */
  public get(visitorId: string): Conversation {
    const conversation = this.find(visitorId)
    if (!conversation) {
      throw notFound('Visitor')
    }
    return conversation
  }

  /** @throws a refusal for an unknown message */
  public getMessage(id: string): Found {
    for (const conversation of this.byVisitor.values()) {
      const message = conversation.messages.find((candidate) => candidate.id === id)
      if (message) {
        return { conversation, message }
      }
    }
    throw notFound('Message')
  }

  /** An agent's message, by hand or through the API; an unknown visitor gets a new conversation. */
  public addFromAgent(visitorId: string, line: AgentLine): Message {
    return this.add(visitorId, (createdAt) => agentMessage(line, createdAt))
  }

  public deleteMessage({ conversation, message }: Found): void {
    conversation.messages = conversation.messages.filter((other) => other !== message)
    this.watchers.tell()
  }

  public setGroup(conversation: Conversation, groupId: string | null): void {
    conversation.visitor = { ...conversation.visitor, groupId }
    this.watchers.tell()
  }

  private begin(visitorId: string): Conversation {
    const fresh = { messages: [], unread: 0, finished: false }
    const conversation: Conversation = { conversationId: newId(), visitor: newVisitor(visitorId), ...fresh }
    this.byVisitor.set(visitorId, conversation)
    return conversation
  }

  private add(visitorId: string, messageOf: (createdAt: number) => Message): Message {
    const known = this.find(visitorId)
    const conversation = known ?? this.begin(visitorId)
    const message = messageOf(this.momentIn(conversation))
    conversation.messages.push(message)
    const isByHand = message.type === 'agent' && message.receivedFrom === undefined
    conversation.unread = isByHand ? 0 : conversation.unread + 1
    conversation.finished = false
    const { agents, announce, world } = this.around
    if (!known) {
      announce(startedEvent(conversation, message, agents))
    }
    if (known || world.repeatsOpening) {
      announce(fragmentEvent(conversation, message, agents))
    }
    this.watchers.tell()
    return message
  }

  /** A moment after every other of the conversation, as Brevo's order of messages is by it. */
  private momentIn(conversation: Conversation): number {
    return Math.max(this.around.now(), lastMomentOf(conversation) + 1)
  }
}

const lastMomentOf = ({ messages }: Conversation): number => messages.at(-1)?.createdAt ?? 0
