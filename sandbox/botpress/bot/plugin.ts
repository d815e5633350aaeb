import { setTimeout as sleep } from 'node:timers/promises'
import type { Event, Message } from '../api/records'
import type { Saying } from './answers'
import type { ChatLog, NoticeKind, Session } from './chat'
import { messageHistory } from './history'
import type { Arrival, Platform } from './platform'
import { TEXTS } from './texts'

/** How an escalation ended: in a session, or with what the integration threw. */
export type Escalation = { ok: true; conversationId: string } | { ok: false; message: string }

/** Something for a session that is not active, or not yet: the user never sees it. */
export type Drop = { conversationId: string; what: string }

/** When the farewell line reaches the integration, seen from the call of stopHitl. Nobody promises an order. */
export type FarewellOrder = 'before' | 'together' | 'after'

type Handover = { chat: ChatLog; session: Session }

/** Types of message that travel between user and agent. */
const RELAYED = new Set(['text', 'image', 'video', 'audio', 'file', 'bloc'])

/** How long the plugin takes from startHitl's answer to the activation: a few calls of the API. */
const ACTIVATION_MS = 3

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

const idIn = (value: Record<string, unknown>, field: string): string => {
  const id = value[field]
  return typeof id === 'string' ? id : ''
}

/** Does what the official HITL plugin does, in its order. */
export class HitlPlugin {
  public farewellOrder: FarewellOrder = 'together'
  public readonly drops: Drop[] = []
  private readonly handovers = new Map<string, Handover>()

  public constructor(private readonly platform: Platform) {}

  /** Hands a chat over: the line to the user first, then createUser when not linked yet, then startHitl. */
  public async escalate(chat: ChatLog): Promise<Escalation> {
    if (chat.current?.active) {
      return { ok: true, conversationId: chat.current.conversationId }
    }
    chat.starting = true
    try {
      chat.notice('escalated', TEXTS.escalated)
      const session = await this.start(chat, await this.link(chat))
      return { ok: true, conversationId: session.conversationId }
    } catch (thrown: unknown) {
      chat.fail(textOf(thrown))
      return { ok: false, message: textOf(thrown) }
    } finally {
      chat.starting = false
    }
  }

  /** Takes a user's message downstream; ends when the integration has dealt with it. */
  public async relay(chat: ChatLog, session: Session, { type, payload }: Saying): Promise<void> {
    if (!RELAYED.has(type)) {
      chat.add('bot', { type: 'text', payload: { text: 'Sorry, the agent cannot receive that.' } })
      return
    }
    const downstream = { type, payload: { ...payload, userId: chat.user.downstreamId } }
    await this.platform.postMessage(session.conversationId, downstream).delivered
  }

  /** Ends a session from the user's side: farewell downstream, session over, stopHitl. */
  public async end(chat: ChatLog, session: Session, kind: Extract<NoticeKind, 'ended' | 'timedOut'>): Promise<void> {
    const farewell = { type: 'text', payload: { text: TEXTS.farewell } }
    const sayFarewell = (): Promise<void> => this.platform.postMessage(session.conversationId, farewell).delivered
    const early = this.farewellOrder === 'after' ? undefined : sayFarewell()
    if (this.farewellOrder === 'before') {
      await early
    }
    this.update(chat, { ...(chat.current ?? session), active: false })
    try {
      await this.platform.callAction('stopHitl', { conversationId: session.conversationId })
      chat.notice(kind, TEXTS[kind])
    } catch {
      chat.hung = true
    }
    await (early ?? sayFarewell())
  }

  /** Deals with what the integration has made for the bot. */
  public receive(arrival: Arrival): void {
    if (arrival.kind === 'message') {
      this.receiveMessage(arrival.message)
    } else {
      this.receiveEvent(arrival.event)
    }
  }

  private async link({ user, card }: ChatLog): Promise<string> {
    if (user.downstreamId === undefined) {
      const fake = `${user.id}@no-reply.${this.platform.botId.replaceAll('_', '-')}.botpress.com`
      const output = await this.platform.callAction('createUser', {
        name: card.userName ?? user.name ?? 'Unknown User',
        pictureUrl: user.pictureUrl,
        email: card.userEmail ?? user.email ?? fake,
      })
      const userId = idIn(output, 'userId')
      if (!this.platform.findUser(userId)) {
        this.platform.violation(`createUser returned an id that does not exist: "${userId}"`)
        throw new Error(`User with id "${userId}" not found`)
      }
      user.downstreamId = userId
    }
    return user.downstreamId
  }

  private async start(chat: ChatLog, userId: string): Promise<Session> {
    const { title, description, hitlSession } = chat.card
    const history = messageHistory(chat.lines(), userId)
    const input = { userId, title, description, hitlSession, messageHistory: history }
    const conversationId = idIn(await this.platform.callAction('startHitl', input), 'conversationId')
    if (!this.platform.hasConversation(conversationId)) {
      this.platform.violation(`startHitl returned an id that does not exist: "${conversationId}"`)
      throw new Error(`Conversation with id "${conversationId}" not found`)
    }
    await sleep(ACTIVATION_MS)
    return this.update(chat, { conversationId, active: true })
  }

  private update(chat: ChatLog, session: Session): Session {
    this.handovers.set(session.conversationId, { chat, session })
    chat.setSession(session)
    return session
  }

  /** The handover of an active session; what comes for another is dropped without a sign. */
  private active(conversationId: string, what: string): Handover | undefined {
    const handover = this.handovers.get(conversationId)
    if (handover?.session.active) {
      return handover
    }
    this.drops.push({ conversationId, what })
    return undefined
  }

  private receiveMessage({ conversationId, userId, type, payload }: Message): void {
    const handover = this.active(conversationId, `message ${type}`)
    if (!handover) {
      return
    }
    if (handover.session.assignedUserId === undefined) {
      this.assign(handover, userId)
    }
    const author = this.platform.findUser(userId)
    handover.chat.add('agent', { type, payload }, { name: author?.name, pictureUrl: author?.pictureUrl })
  }

  private receiveEvent({ type, payload }: Event): void {
    const conversationId = idIn(payload, 'conversationId')
    if ('conversationId' in payload && !this.platform.hasConversation(conversationId)) {
      this.platform.violation(`event ${type}: the plugin cannot load conversation "${conversationId}"`)
      return
    }
    if (type === 'hitlAssigned') {
      const handover = this.active(conversationId, type)
      if (handover) {
        this.assign(handover, idIn(payload, 'userId'))
      }
    }
    if (type === 'hitlStopped') {
      const handover = this.active(conversationId, type)
      if (handover) {
        this.update(handover.chat, { ...handover.session, active: false })
        handover.chat.notice('closed', TEXTS.closed)
      }
    }
  }

  private assign({ chat, session }: Handover, assignedUserId: string): void {
    if (!this.platform.findUser(assignedUserId)) {
      this.platform.violation(`the assigned agent is a user that does not exist: "${assignedUserId}"`)
    }
    this.update(chat, { ...session, assignedUserId })
    chat.notice('joined', TEXTS.joined)
  }
}
