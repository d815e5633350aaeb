import { z } from '@botpress/sdk'
import definition from '../../../integration.definition'
import type { Card } from '../../botpress'
import { EVENT_NAMES } from '../../brevo/model'
import type { Sandbox } from '../../sandbox'
import type { Action, Draft } from '../action'
import type { RegisterAnswer, StudioView } from '../model'
import { fieldsOf, valuesOf, viewOf } from './fields'
import type { Mask } from './mask'

type Configuration = Record<string, unknown>

/** The card's own fields; those of the integration's entity follow. */
const CARD = z.object({
  title: z.string().optional().title('Ticket title').describe('What the conversation is about'),
  description: z.string().max(1_000).optional().title('Ticket description').describe('What the agents should know'),
  userEmail: z.string().optional().title('User email').describe('Empty: the e-mail address of the user of the chat'),
})

const CONFIGURATION_FIELDS = fieldsOf(definition.configuration?.schema ?? z.object({}))
const CARD_FIELDS = fieldsOf(CARD)

const sessionEntity = Object.values(definition.interfaces ?? {})
  .map(({ entities }) => entities['hitlSession']?.name)
  .find((name) => name !== undefined)
const [, entity] = Object.entries(definition.entities ?? {}).find(([name]) => name === sessionEntity) ?? []
const SESSION_FIELDS = fieldsOf(entity?.schema ?? z.object({}))

const EVENT_LABELS = {
  conversationStarted: 'Conversation started',
  conversationFragment: 'Conversation fragment',
  conversationTranscript: 'Conversation transcript',
} as const satisfies Record<(typeof EVENT_NAMES)[number], string>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What the bot's owner sets: the integration's configuration, the "Start HITL" card, and the webhook in Brevo. */
export class Studio {
  private readonly initial: Configuration
  private registered: RegisterAnswer | undefined
  private cardValues: Configuration = {}

  public constructor(
    private readonly sandbox: Sandbox,
    private readonly mask: Mask
  ) {
    this.initial = { ...sandbox.botpress.configuration }
    this.rememberSecrets()
    mask.add(sandbox.botpress.token)
  }

  /** The card that the next handover follows. */
  public get card(): Card {
    const { title, description, userEmail, ...hitlSession } = this.cardValues
    const own = Object.entries({ title, description, userEmail }).filter(([, value]) => value !== undefined)
    return { ...Object.fromEntries(own), ...(Object.keys(hitlSession).length > 0 ? { hitlSession } : {}) }
  }

  /** Saves and calls `register`, whose answer Studio shows. */
  public async save({ draft, enterInBrevo, events }: Extract<Action, { do: 'configure' }>): Promise<RegisterAnswer> {
    const { botpress } = this.sandbox
    botpress.configuration = valuesOf(CONFIGURATION_FIELDS, draft, botpress.configuration)
    this.rememberSecrets()
    if (enterInBrevo) {
      this.enterInBrevo()
    }
    this.tick(events)
    return this.register()
  }

  /** Puts everything back as it was when the sandbox started, but the card. */
  public async restore(): Promise<RegisterAnswer> {
    this.sandbox.botpress.configuration = { ...this.initial }
    this.enterInBrevo()
    this.tick([...EVENT_NAMES])
    return this.register()
  }

  /** Saves the "Start HITL" card. */
  public setCard(draft: Draft): void {
    this.cardValues = valuesOf([...CARD_FIELDS, ...SESSION_FIELDS], draft, this.cardValues)
    for (const chat of this.sandbox.botpress.bot.chats()) {
      chat.card = this.card
    }
  }

  /** Where Brevo has to send its webhooks, the secret in it. */
  public webhookAddress(): string {
    const { webhookUrl, configuration } = this.sandbox.botpress
    const secret = textOf(configuration['webhookSecret'])
    return secret ? `${webhookUrl}?secret=${encodeURIComponent(secret)}` : webhookUrl
  }

  public view(): StudioView {
    const { botpress, brevo } = this.sandbox
    return {
      configuration: viewOf(CONFIGURATION_FIELDS, botpress.configuration),
      card: viewOf([...CARD_FIELDS, ...SESSION_FIELDS], this.cardValues),
      webhookAddress: String(this.mask.over(this.webhookAddress())),
      events: EVENT_NAMES.map((name) => ({
        name,
        label: EVENT_LABELS[name],
        ticked: brevo.webhooks.ticked.has(name),
      })),
      ...(this.registered ? { registered: this.registered } : {}),
    }
  }

  /** Calls `register` as the first save does. */
  public async register(): Promise<RegisterAnswer> {
    this.registered = await this.sandbox.botpress.register()
    return this.registered
  }

  /**
   * Calls the integration's action, as a card of the flow does.
   * @throws {Error} with the text of what the integration threw
   */
  public async checkSetup(): Promise<string[]> {
    const { checks } = await this.sandbox.botpress.platform.callAction('checkSetup', {})
    return Array.isArray(checks) ? checks.map(String) : []
  }

  private enterInBrevo(): void {
    this.sandbox.brevo.setWebhook(this.webhookAddress())
  }

  private tick(events: string[]): void {
    const { ticked } = this.sandbox.brevo.webhooks
    for (const name of EVENT_NAMES) {
      if (events.includes(name)) {
        ticked.add(name)
      } else {
        ticked.delete(name)
      }
    }
  }

  private rememberSecrets(): void {
    for (const { name, kind } of CONFIGURATION_FIELDS) {
      if (kind === 'secret') {
        this.mask.add(this.sandbox.botpress.configuration[name])
      }
    }
  }
}
