import { z } from '@botpress/sdk'
import definition from '../../../integration.definition'
import type { Card } from '../../botpress'
import type { Sandbox } from '../../sandbox'
import type { Draft } from '../action'
import type { ActionAnswer, CheckAnswer, FieldGroup, StudioView } from '../model'
import { fieldsOf, valuesOf, viewOf } from './fields'
import type { Mask } from './mask'

/** The card's fields above those of the integration's entity, by the names that they bear in Studio. */
const TICKET = z.object({
  title: z.string().optional().title('Ticket Title').describe('What the conversation is about'),
  description: z.string().max(1_000).optional().title('Ticket Description').describe('What the agents should know'),
})

/** And below them; what follows from the chat cannot be changed here. */
const USER = z.object({
  userId: z.literal('{{ event.userId }}').title('User ID').describe('The user of the chat'),
  userEmail: z.string().optional().title('User Email').describe('Empty: the e-mail address of the user of the chat'),
  conversationId: z.literal('{{ event.conversationId }}').title('Conversation ID').describe('The chat'),
})

const CONFIGURATION_FIELDS = fieldsOf(definition.configuration?.schema ?? z.object({}))
const TICKET_FIELDS = fieldsOf(TICKET)
const USER_FIELDS = fieldsOf(USER)

const sessionEntity = Object.values(definition.interfaces ?? {})
  .map(({ entities }) => entities['hitlSession']?.name)
  .find((name) => name !== undefined)
const [, entity] = Object.entries(definition.entities ?? {}).find(([name]) => name === sessionEntity) ?? []
const SESSION_FIELDS = fieldsOf(entity?.schema ?? z.object({}))

const CARD_FIELDS = [...TICKET_FIELDS, ...SESSION_FIELDS, ...USER_FIELDS]

/** What the bot's owner sets in Botpress Studio: the integration's configuration and the "Start HITL" card. */
export class Studio {
  private registered: ActionAnswer | undefined
  private cardValues: Record<string, unknown> = {}

  public constructor(
    private readonly sandbox: Sandbox,
    private readonly mask: Mask
  ) {
    this.rememberSecrets()
    mask.add(sandbox.botpress.identity.token)
  }

  /** The card that the next handover follows. */
  public get card(): Card {
    const { title, description, userEmail, ...hitlSession } = this.cardValues
    const own = Object.entries({ title, description, userEmail }).filter(([, value]) => value !== undefined)
    return { ...Object.fromEntries(own), ...(Object.keys(hitlSession).length > 0 ? { hitlSession } : {}) }
  }

  /** Saves and calls `register`, whose answer Studio shows. */
  public async save(draft: Draft): Promise<ActionAnswer> {
    const { botpress } = this.sandbox
    botpress.configuration = valuesOf(CONFIGURATION_FIELDS, draft, botpress.configuration)
    this.rememberSecrets()
    return this.register()
  }

  public setCard(draft: Draft): void {
    this.cardValues = valuesOf(CARD_FIELDS, draft, this.cardValues)
    for (const chat of this.sandbox.botpress.bot.chats()) {
      chat.card = this.card
    }
  }

  public view(): StudioView {
    const { botpress } = this.sandbox
    return {
      configuration: viewOf(CONFIGURATION_FIELDS, botpress.configuration),
      card: this.cardView(),
      webhookUrl: botpress.webhookUrl,
      ...(this.registered ? { registered: this.registered } : {}),
    }
  }

  /** Calls `register`, as a save and the platform's timer do. */
  public async register(): Promise<ActionAnswer> {
    this.registered = await this.sandbox.botpress.register()
    return this.registered
  }

  /**
   * Calls the integration's action, as a card of the flow does.
   * @throws {Error} with the text of what the integration threw
   */
  public async checkSetup(): Promise<CheckAnswer> {
    const { ok, checks } = await this.sandbox.botpress.platform.callAction('checkSetup', {})
    return { isProven: ok === true, lines: Array.isArray(checks) ? checks.map(String) : [] }
  }

  private cardView(): FieldGroup[] {
    return [
      { legend: '', fields: viewOf(TICKET_FIELDS, this.cardValues) },
      { legend: 'Extra configuration', fields: viewOf(SESSION_FIELDS, this.cardValues) },
      { legend: '', fields: viewOf(USER_FIELDS, this.cardValues) },
    ]
  }

  private rememberSecrets(): void {
    for (const { name, kind } of CONFIGURATION_FIELDS) {
      if (kind === 'secret') {
        this.mask.add(this.sandbox.botpress.configuration[name])
      }
    }
  }
}
