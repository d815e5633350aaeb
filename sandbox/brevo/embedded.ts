import type { Faults } from '../shared/faults'
import type { LoopbackServer } from '../shared/loopback-server'
import type { Agents } from './agents'
import type { Budget } from './budget'
import type { Files, StoredFile } from './files'
import { newVisitorId } from './ids'
import type { Inbox } from './inbox'
import type { BrevoAgent, InboxConversation, Message, NewAttachment } from './model'
import { WEBSITE } from './visitor'
import type { Webhooks } from './webhooks'
import type { BrevoWorld } from './world'

/** What an agent writes by hand: text, files, or both. */
export type AgentDraft = { agentId: string; text?: string; attachments?: NewAttachment[] }

/** What people never touch by hand. */
type Inside = {
  agents: Agents
  files: Files
  inbox: Inbox
  server: LoopbackServer
  /** Ends what waits inside the service. */
  abort: () => void
}

/** Brevo Conversations on loopback: its REST API, its webhook, and what people do in its inbox. */
export class EmbeddedBrevo {
  /** The value for the integration's `BREVO_API_URL`. */
  public readonly url: string

  public constructor(
    /** Asked once for each REST request, with its path below `/v3`. */
    public readonly faults: Faults,
    public readonly webhooks: Webhooks,
    /** What is supposed of Brevo; each field can be changed at any time. */
    public readonly world: BrevoWorld,
    /** The account's hourly budget of calls. */
    public readonly limit: Budget,
    private readonly inside: Inside
  ) {
    this.url = `${inside.server.origin}/v3`
  }

  /** Where the events are delivered; undefined for nowhere. */
  public setWebhook(url: string | undefined): void {
    this.webhooks.url = url
  }

  /**
   * An agent writes to a visitor. Without a text, it is the name of the first file.
   * @throws {Error} for an unknown visitor or agent, and for a draft with nothing in it
   */
  public agentWrites(visitorId: string, { agentId, text, attachments }: AgentDraft): Message {
    this.inside.inbox.get(visitorId)
    const written = text?.trim() ? text : attachments?.[0]?.name
    if (written === undefined) {
      throw new Error('An agent writes a text or attaches a file')
    }
    const line = { agent: this.agent(agentId), text: written, attachments }
    return this.inside.inbox.addFromAgent(visitorId, line, { read: true })
  }

  /**
   * The check mark: ends a conversation, until somebody writes again. Nothing when it is finished already.
   * @throws {Error} for an unknown visitor or agent
   */
  public agentFinishes(visitorId: string, agentId?: string): void {
    if (agentId !== undefined) {
      this.agent(agentId)
    }
    this.inside.inbox.finish(visitorId)
  }

  /**
   * A visitor of the company's website writes.
   * @param visitorId a new visitor when left out
   * @returns the visitor's id
   */
  public visitorWrites(text: string, visitorId: string = newVisitorId()): string {
    this.inside.inbox.addFromVisitor(visitorId, text, WEBSITE)
    return visitorId
  }

  /**
   * An agent looks at a conversation.
   * @throws {Error} for an unknown visitor
   */
  public markRead(visitorId: string): void {
    this.inside.inbox.markRead(visitorId)
  }

  /** The inbox, the conversation with the newest message first. */
  public conversations(): InboxConversation[] {
    return this.inside.inbox.list()
  }

  /** The messages of a visitor's conversation, oldest first; none for an unknown visitor. */
  public messages(visitorId: string): Message[] {
    return [...(this.inside.inbox.find(visitorId)?.messages ?? [])]
  }

  /** @returns a function that ends the listening */
  public onChange(listener: () => void): () => void {
    return this.inside.inbox.watchers.add(listener)
  }

  /** @returns the link under which the file can be opened until the service closes */
  public storeFile(file: StoredFile): string {
    return this.inside.server.origin + this.inside.files.add(file)
  }

  /** Gives an agent a picture, by the link under which it can be opened. */
  public setAgentPicture(agentId: string, link: string): void {
    this.inside.agents.setPicture(agentId, link)
  }

  /** Refuses every connection, or takes them again on the same port. */
  public async setReachable(reachable: boolean): Promise<void> {
    await (reachable ? this.inside.server.reopen() : this.inside.server.close())
  }

  public async close(): Promise<void> {
    this.inside.abort()
    this.webhooks.close()
    await this.inside.server.close()
  }

  private agent(id: string): BrevoAgent {
    const agent = this.inside.agents.find(id)
    if (!agent) {
      throw new Error(`Brevo has no agent ${id}`)
    }
    return agent
  }
}
