import { isApiError } from '@botpress/client'
import { isConflict, isRefusal } from '../errors'
import type { ListedMessage, Session } from '../session/session'
import { msLeft, pause, PLUGIN_GAP_MS } from '../time'
import { agentUserOf, type AgentUser, type KnownAgent } from './agent-user'
import { sameWords } from './is-told'
import { correctionId, partsOf, type Part } from './message-parts'
import type { AgentMessage } from './message/agent-message'

/** How many messages, corrections included, one event may bring to a user at most. What lies beyond is told to the agent. */
const MOST_MESSAGES = 30

/** How many agents may have written them at most; in a real event it is one or two. */
const MOST_AUTHORS = 5

/** Left for what follows the words, such as the end of the session, in ms. */
const RESERVE_MS = 800

/** Types of Botpress's error when the author of a message does not exist any more. */
const USER_GONE = new Set(['ReferenceNotFound', 'ResourceNotFound'])

/** What came of bringing messages to the user. */
export type Relayed = {
  /** How many messages Botpress has now. */
  parts: number
  /** Whether something could not be brought at all, so that the agent has to be told. */
  isIncomplete: boolean
  /** Whether the time was over before all was brought. */
  isOutOfTime: boolean
  /** Who has spoken, in order. */
  agents: AgentUser[]
}

/**
 * Brings agents' messages to the user, in the order given, each one once however often it is delivered.
 * @param messages without what has no copy in Botpress; see `withoutExtras`
 */
export const relayToUser = async (session: Session, messages: AgentMessage[]): Promise<Relayed> => {
  const relay = new Relay(session)
  for (const message of messages) {
    await relay.bring(message)
  }
  return relay.outcome
}

/** The messages of one event on their way. */
class Relay {
  public readonly outcome: Relayed = { parts: 0, isIncomplete: false, isOutOfTime: false, agents: [] }
  private readonly authors = new Map<string, AgentUser>()
  private known: KnownAgent
  private messages = 0

  public constructor(private readonly session: Session) {
    this.known = session.conversation.tags
  }

  public async bring(message: AgentMessage): Promise<void> {
    const { session, outcome } = this
    for (const part of partsOf(message, session.words)) {
      const isTooMuch = this.messages >= MOST_MESSAGES || this.isOneTooMany(message)
      outcome.isIncomplete ||= isTooMuch
      outcome.isOutOfTime ||= msLeft(session.deadline) < RESERVE_MS
      if (outcome.isOutOfTime || isTooMuch) {
        return
      }
      await this.bringPart(message, part)
    }
  }

  private async bringPart(message: AgentMessage, part: Part): Promise<void> {
    if (!this.session.conversation.tags.agents && this.outcome.parts === 1) {
      // The plugin assigns the author of the first message, which the next one must not overtake.
      await pause(PLUGIN_GAP_MS)
    }
    const author = await this.authorOf(message)
    try {
      await this.create(author, part)
    } catch (thrown: unknown) {
      if (isApiError(thrown) && USER_GONE.has(thrown.type)) {
        // The user who stood for the agent was deleted in Botpress: what the session knows is out of date.
        this.known = {}
        this.authors.clear()
        await this.create(await this.authorOf(message), part)
      } else if (isRefusal(thrown)) {
        await this.replace(author, part)
      } else {
        throw thrown
      }
    }
    this.outcome.parts += 1
  }

  private isOneTooMany({ agent }: AgentMessage): boolean {
    return this.authors.size >= MOST_AUTHORS && !this.authors.has(agent.key)
  }

  private async authorOf({ agent }: AgentMessage): Promise<AgentUser> {
    const author = await agentUserOf(this.session, this.authors.get(agent.key) ?? this.known, agent)
    this.authors.set(agent.key, author)
    return author
  }

  /** A part that Botpress refuses for good holds up nothing: the user reads that there was one, the agent is told. */
  private async replace(author: AgentUser, { id }: Part): Promise<void> {
    this.outcome.isIncomplete = true
    try {
      await this.getOrCreate(author, { id, type: 'text', payload: { text: this.session.words.partMissing } })
    } catch (thrown: unknown) {
      if (!isRefusal(thrown)) {
        throw thrown
      }
    }
  }

  private async create(author: AgentUser, part: Part): Promise<void> {
    const there = await this.getOrCreate(author, part)
    const isChanged = part.type === 'text' && there !== undefined && !sameWords(there, part.payload.text)
    if (isChanged) {
      // The same message came before with other words: Brevo's agents can correct what they wrote.
      const { text } = part.payload
      const payload = { text: this.session.words.correction(text) }
      await this.getOrCreate(author, { id: correctionId(part.id, text), type: 'text', payload })
    }
  }

  /** A creation whose answer was lost may be in conflict with itself. @throws what was thrown, when nothing is there */
  private async findAfter(thrown: unknown, id: string): Promise<ListedMessage> {
    const { client, conversation } = this.session
    const page = isConflict(thrown) && (await client.listMessages({ conversationId: conversation.id, tags: { id } }))
    const [found] = page ? page.messages : []
    if (!found) {
      throw thrown
    }
    return found
  }

  /** @returns the text of the agent's message that is there now; undefined for any other */
  private async getOrCreate(author: AgentUser, { id, type, payload }: Part): Promise<string | undefined> {
    this.messages += 1
    const { client, conversation } = this.session
    const creating = client.getOrCreateMessage({
      conversationId: conversation.id,
      userId: author.agentUserId,
      type,
      payload,
      tags: { id },
      discriminateByTags: ['id'],
    })
    const message = await creating.then(
      (created) => created.message,
      (thrown: unknown) => this.findAfter(thrown, id)
    )
    if (message.direction !== 'incoming') {
      // An echo of ours that came back without its mark: nobody has spoken.
      return undefined
    }
    this.outcome.agents.push(author)
    return message.type === 'text' ? message.payload.text : undefined
  }
}
