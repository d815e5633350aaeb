import type { Sandbox } from '../../sandbox'
import type { ConfigurationDraft, RegisterAnswer, StudioView } from '../model'
import type { Mask } from './mask'

type Configuration = Record<string, unknown>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The integration's configuration as its owner edits it. */
export class Studio {
  private readonly initial: Configuration
  private registered: RegisterAnswer | undefined

  public constructor(
    private readonly sandbox: Sandbox,
    private readonly mask: Mask
  ) {
    this.initial = { ...sandbox.botpress.configuration }
    this.rememberSecrets()
    mask.add(sandbox.botpress.token)
  }

  /** Saves and calls `register`, whose answer Studio shows. */
  public async save({ enterInBrevo, apiKey, webhookSecret, ...plain }: ConfigurationDraft): Promise<RegisterAnswer> {
    const { botpress } = this.sandbox
    const secrets = {
      apiKey: apiKey ?? botpress.configuration['apiKey'],
      webhookSecret: webhookSecret ?? botpress.configuration['webhookSecret'],
    }
    const given = Object.entries({ ...secrets, ...plain }).filter(([, value]) => textOf(value) !== '')
    botpress.configuration = { apiKey: '', agentId: '', ...Object.fromEntries(given) }
    this.rememberSecrets()
    if (enterInBrevo) {
      this.enterInBrevo()
    }
    return this.register()
  }

  /** Puts everything back as it was when the sandbox started. */
  public async restore(): Promise<RegisterAnswer> {
    this.sandbox.botpress.configuration = { ...this.initial }
    this.enterInBrevo()
    return this.register()
  }

  /** Where Brevo has to send its webhooks, the secret in it. */
  public webhookAddress(): string {
    const { webhookUrl, configuration } = this.sandbox.botpress
    const secret = textOf(configuration['webhookSecret'])
    return secret ? `${webhookUrl}?secret=${encodeURIComponent(secret)}` : webhookUrl
  }

  public view(): StudioView {
    const { configuration } = this.sandbox.botpress
    return {
      apiKey: textOf(configuration['apiKey']) !== '',
      agentId: textOf(configuration['agentId']),
      webhookSecret: textOf(configuration['webhookSecret']) !== '',
      userLabel: textOf(configuration['userLabel']),
      sessionOverNotice: textOf(configuration['sessionOverNotice']),
      webhookAddress: String(this.mask.over(this.webhookAddress())),
      ...(this.registered ? { registered: this.registered } : {}),
    }
  }

  /** Calls `register` as the first save does. */
  public async register(): Promise<RegisterAnswer> {
    this.registered = await this.sandbox.botpress.register()
    return this.registered
  }

  private enterInBrevo(): void {
    this.sandbox.brevo.setWebhook(this.webhookAddress())
  }

  private rememberSecrets(): void {
    const { apiKey, webhookSecret } = this.sandbox.botpress.configuration
    this.mask.add(apiKey)
    this.mask.add(webhookSecret)
  }
}
