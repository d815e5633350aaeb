import { expect } from 'vitest'
import type { Chat, ChatOptions } from '../../sandbox/botpress'
import { BOT_ACCOUNT, JULIA, Sandbox, type SandboxOptions } from '../../sandbox/sandbox'
import { ACTIVATION_MS, activated } from './activated'
import { until } from './until'

export type ActionName = 'createUser' | 'startHitl' | 'stopHitl'

/** How many times as fast as the real time passes in a flow: most pauses cost little. */
export const FLOW_SPEED = 3

/** A sandbox with the short cuts that the flows need. */
export class Flow {
  private constructor(public readonly sandbox: Sandbox) {}

  public static async start(options: SandboxOptions = {}): Promise<Flow> {
    const world = {
      ...options.world,
      botpress: { activationMs: ACTIVATION_MS, ...options.world?.botpress },
    }
    const sandbox = await Sandbox.start({ speed: FLOW_SPEED, ...options, world })
    sandbox.brevo.webhooks.retryDelaysMs = [50, 100, 200, 400]
    return new Flow(sandbox)
  }

  public get botpress(): Sandbox['botpress'] {
    return this.sandbox.botpress
  }

  public get brevo(): Sandbox['brevo'] {
    return this.sandbox.brevo
  }

  /** Calls an action as the platform does. */
  public async act(
    type: ActionName,
    input: unknown
  ): Promise<{ status: number; output: Record<string, string>; message: string }> {
    const { status, body } = await this.botpress.dispatcher.dispatch('action_triggered', { type, input })
    const parsed = JSON.parse(body) as { output?: Record<string, string>; message?: string }
    return { status, output: parsed.output ?? {}, message: parsed.message ?? '' }
  }

  /** A user who has been handed over, with everything settled. */
  public async handedOver(options: ChatOptions = {}): Promise<Handover> {
    const chat = this.botpress.bot.openChat({ name: 'Ada', ...options })
    await this.escalate(chat)
    // For half a minute after the opening, agents' messages are held back a little.
    await this.sandbox.advance(31_000)
    const conversationId = chat.session()?.conversationId
    if (!conversationId) {
      throw new Error(`No session: ${JSON.stringify(chat.lines())}`)
    }
    return { chat, conversationId, visitorId: this.tags(conversationId).visitorId! }
  }

  /** Hands a chat over, and lets the time pass that the plugin needs for it. */
  public async escalate(chat: Chat): Promise<void> {
    await activated(this.sandbox, () => chat.say('human please'))
  }

  /** Does something under another configuration, and puts back what there was, also when it fails. */
  public async configured<T>(fields: Record<string, unknown>, work: () => Promise<T>): Promise<T> {
    const before = this.botpress.configuration
    this.botpress.configuration = { ...before, ...fields }
    try {
      return await work()
    } finally {
      this.botpress.configuration = before
    }
  }

  /** Waits until a state of a conversation is there. */
  public async untilState(name: string, conversationId: string | undefined): Promise<void> {
    await until(`the state ${name}`, () =>
      this.botpress.states().some((state) => state.name === name && state.conversationId === conversationId)
    )
  }

  /** The tags of a Botpress conversation. */
  public tags(conversationId: string): Record<string, string> {
    return this.botpress.conversations().find(({ id }) => id === conversationId)?.tags ?? {}
  }

  /** What an agent of Brevo's inbox reads in a conversation, each line with who wrote it. */
  public inbox(visitorId: string): string[] {
    return this.brevo.messages(visitorId).map(({ agentName, text }) => `${agentName}> ${text}`)
  }

  /** An agent writes, and everything that follows from it happens. */
  public async agentSays(visitorId: string, text: string, agentId: string = JULIA.id): Promise<string> {
    const { id } = this.brevo.agentWrites(visitorId, { agentId, text })
    await this.sandbox.settled()
    return id
  }

  public async agentFinishes(visitorId: string): Promise<void> {
    this.brevo.agentFinishes(visitorId, JULIA.id)
    await this.sandbox.settled()
  }

  /** Operations called while something happens, by party. */
  public async callsDuring(work: () => Promise<unknown>): Promise<{ brevo: string[]; botpress: string[] }> {
    await this.sandbox.settled()
    const before = this.sandbox.wire.count
    await work()
    await this.sandbox.settled()
    const calls = this.sandbox.wire.calls({ from: 'integration' }).filter(({ id }) => id > before)
    const named = (party: string) => calls.filter(({ to }) => to === party).map(({ operation }) => operation)
    return { brevo: named('brevo'), botpress: named('botpress') }
  }

  /** Events of one type that the integration has emitted for a session. */
  public events(type: string, conversationId?: string): Record<string, unknown>[] {
    return this.botpress
      .events()
      .filter((event) => event.type === type || event.type.endsWith(`:${type}`))
      .map(({ payload }) => payload)
      .filter(
        ({ conversationId: one, hitlConversationId: other }) =>
          !conversationId || one === conversationId || other === conversationId
      )
  }

  /** Sends a body to the webhook as Brevo would. */
  public async deliver(
    body: unknown,
    options: { query?: string; method?: string; headers?: Record<string, string> } = {}
  ) {
    const { query = '', method = 'POST', headers = {} } = options
    const response = await fetch(`${this.botpress.webhookUrl}${query}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }

  /** Calls Botpress's API as something other than the integration would. */
  public async callApi(method: string, path: string, body?: object): Promise<void> {
    const { botId, integrationId } = this.botpress.identity
    const response = await fetch(`${this.botpress.apiUrl}/v1/chat/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.botpress.identity.token}`,
        'x-bot-id': botId,
        'x-integration-id': integrationId,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    expect(response.ok).toBe(true)
  }

  /** Ends the sandbox, after what must hold in every flow. */
  public async close(): Promise<void> {
    await this.sandbox.close()
    expect(this.botpress.violations).toEqual([])
  }
}

export type Handover = { chat: Chat; conversationId: string; visitorId: string }

/** The lines of a chat as `who: text`. */
export const read = (chat: Chat): string[] =>
  chat.lines().map(({ from, name, text, type }) => `${name ?? from}: ${text ?? type}`)

export { BOT_ACCOUNT }
