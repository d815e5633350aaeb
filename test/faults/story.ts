import type { Chat, ChatOptions } from '../../sandbox/botpress'
import { JULIA } from '../../sandbox/sandbox'
import { until } from '../support/until'
import { agentPayloadOf } from './agent-payload'
import { isKept, tagsOf } from './kept-line'
import { newSession, type AgentLine, type SessionStory } from './session-story'
import { payloadOf, type UserType } from './user-payload'
import { USER_EMAIL, USER_NAME, USER_WORD } from './words'
import type { World } from './world'

let counter = 0

/** One user's chat with all that was said in it, whoever heard it. */
export class Story {
  public sessions: SessionStory[] = []
  /** Brevo's id of the agent who wrote last. */
  public lastAgent: string | undefined
  /** How many lines of the chat are forgotten. */
  public forgotten = 0
  private sending: Promise<void> = Promise.resolve()
  private leftAt = 0
  /** What agents wrote before the bot knew of the session, by the visitor it went to. */
  private readonly greetings = new Map<string, AgentLine>()

  private constructor(
    private readonly world: World,
    public readonly chat: Chat
  ) {}

  public static open(world: World, options: ChatOptions = {}): Story {
    const person = { name: USER_NAME, email: USER_EMAIL }
    return new Story(world, world.botpress.bot.openChat({ ...person, ...options }))
  }

  /** Forgets what was said so far, so that no more is asked of it. */
  public forget(): void {
    this.sessions = this.sessions.map((each) => ({ ...each, userLines: [], agentLines: [], lateLines: [] }))
    this.forgotten = this.chat.lines().length
  }

  /** Brevo's id of the first line of an agent in the last session, as far as it is not forgotten. */
  public firstLine(): string | undefined {
    return this.forgotten > 0 ? undefined : this.sessions.at(-1)?.agentLines[0]?.id
  }

  /** Asks for a human. Ends when the bot has dealt with it. */
  public async escalate(): Promise<void> {
    if (this.current()) {
      return
    }
    counter += 1
    await this.chat.say(`human please, ${USER_WORD} asked (${counter})`)
    this.current()
  }

  /** The session that is open now. */
  public current(): SessionStory | undefined {
    const session = this.chat.session()
    if (!session) {
      return undefined
    }
    const known = this.sessions.find(({ conversationId }) => conversationId === session.conversationId)
    if (!known) {
      const { conversationId } = session
      const visitorId = tagsOf(this.world, conversationId).visitorId ?? ''
      const greeting = this.greetings.get(visitorId)
      this.sessions.push(newSession(conversationId, visitorId, greeting ? [greeting] : []))
    }
    return session.active ? (known ?? this.sessions.at(-1)) : undefined
  }

  /** The user says something. Ends when the integration has dealt with it. */
  public async say(type: UserType = 'text'): Promise<void> {
    const session = this.current()
    // A flow that hangs, because stopHitl died, hears nothing: what is said then goes nowhere.
    if (!session || this.chat.hung) {
      return
    }
    counter += 1
    const marker = `${USER_WORD}-${counter}!`
    const { payload, markers } = payloadOf(type, marker)
    session.userLines.push({ marker, markers })
    await this.chat.send({ type, payload })
  }

  /** Says something as soon as what was said before is dealt with, or known to wait. Ends at once. */
  public sayNext(type: UserType, doing: (work: Promise<void>) => void): void {
    this.sending = this.sayAfter(this.sending, type, doing)
    doing(this.sending)
  }

  /** The user leaves, after what was said before. Ends at once. */
  public leaveNext(doing: (work: Promise<void>) => void): void {
    this.sending = this.leaveAfter(this.sending)
    doing(this.sending)
  }

  public async leave(): Promise<void> {
    const session = this.current()
    if (session) {
      session.leftByUser = true
      this.leftAt = Date.now()
      await this.chat.say('/end')
      this.leftAt = Date.now()
    }
  }

  /** An agent writes to the user, in the last session that there was. */
  public agentWrites(agentId: string = JULIA.id, options: { withFile?: boolean; to?: SessionStory } = {}): void {
    const last = this.current()
    const session = options.to ?? last ?? this.sessions.at(-1)
    const open = session === last ? last : undefined
    if (!session) {
      return
    }
    this.lastAgent = agentId
    const line = { ...this.write(session.visitorId, agentId, options), afterEnd: !open, whileLeaving: this.isLeaving() }
    const isOver = !open || session.finishedByAgent
    ;(isOver ? session.lateLines : session.agentLines).push(line)
    session.authors.add(agentId)
  }

  /** Has an agent write as soon as the next conversation is opened in Brevo, as an automatic greeting does. */
  public greetNext(): void {
    const { brevo } = this.world
    const known = new Set(brevo.conversations().map(({ visitor }) => visitor.id))
    const stop = brevo.watchers.add(() => {
      const opened = brevo.conversations().find(({ visitor }) => !known.has(visitor.id))
      if (opened) {
        stop()
        this.greetings.set(opened.visitor.id, this.write(opened.visitor.id, JULIA.id))
      }
    })
  }

  public agentFinishes(agentId: string = JULIA.id): void {
    const session = this.current()
    if (session) {
      session.finishedByAgent = true
      this.world.brevo.agentFinishes(session.visitorId, agentId)
    }
  }

  private write(visitorId: string, agentId: string, { withFile = false } = {}): AgentLine {
    counter += 1
    const { payload, markers } = agentPayloadOf(counter, withFile)
    const { id } = this.world.brevo.agentWrites(visitorId, { agentId, ...payload })
    return { markers, id, writtenAt: Date.now(), afterEnd: false, whileLeaving: false }
  }

  private async sayAfter(before: Promise<void>, type: UserType, doing: (work: Promise<void>) => void) {
    await before
    let over = false
    const said = this.say(type).finally(() => (over = true))
    doing(said)
    await until('a line is sent or kept', () => over || this.newestWaits())
  }

  private async leaveAfter(before: Promise<void>): Promise<void> {
    await before
    await this.leave()
  }

  /** Whether the user has left and the bot has not heard of it yet, or reads of Botpress may not show it yet. */
  private isLeaving(): boolean {
    const left = this.sessions.filter(({ leftByUser }) => leftByUser).length
    const isKnown = this.chat.lines().filter(({ kind }) => kind === 'ended').length >= left
    return !isKnown || Date.now() - this.leftAt < this.world.botpress.world.readLagMs
  }

  /** Whether the newest line is known to wait. */
  private newestWaits(): boolean {
    const session = this.current()
    const marker = session?.userLines.at(-1)?.marker
    return session !== undefined && marker !== undefined && isKept(this.world, session.conversationId, marker)
  }
}
