import { EVENT_NAMES } from '../../brevo/model'
import { API_KEY, BOT_ACCOUNT, JULIA, MARCO, type Sandbox } from '../../sandbox'
import type { Action } from '../action'
import type { ActionAnswer, BrevoSettingsView } from '../model'
import { MASK, type Mask } from './mask'

const EVENT_LABELS = {
  conversationStarted: 'Conversation started',
  conversationFragment: 'Conversation fragment',
  conversationTranscript: 'Conversation transcript',
} as const satisfies Record<(typeof EVENT_NAMES)[number], string>

type Webhook = Omit<Extract<Action, { do: 'enterWebhook' }>, 'do'>

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** What the bot's owner finds in Brevo, and enters there: the API key, the agents' IDs, the webhook. */
export class BrevoSettings {
  public constructor(
    private readonly sandbox: Sandbox,
    private readonly mask: Mask
  ) {}

  /** Saves the webhook: its address, none for an empty one, and the ticked events, which are all that is delivered. */
  public save({ url, events }: Webhook): ActionAnswer {
    const entered = url?.trim()
    if (entered?.includes(MASK)) {
      return { ok: false, message: 'Enter the whole address, with its secret.' }
    }
    if (entered && !isWebAddress(entered)) {
      return { ok: false, message: 'This is not a web address.' }
    }
    if (entered !== undefined) {
      this.mask.add(entered && new URL(entered).searchParams.get('secret'))
      this.sandbox.brevo.setWebhook(entered || undefined)
    }
    const { ticked } = this.sandbox.brevo.webhooks
    ticked.clear()
    for (const name of events) {
      ticked.add(name)
    }
    return { ok: true }
  }

  public view(): BrevoSettingsView {
    const { webhooks } = this.sandbox.brevo
    return {
      apiKey: API_KEY,
      agents: [BOT_ACCOUNT, JULIA, MARCO].map(({ id, name }) => ({ id, name })),
      webhook: {
        url: String(this.mask.over(webhooks.url ?? '')),
        events: EVENT_NAMES.map((name) => ({ name, label: EVENT_LABELS[name], ticked: webhooks.ticked.has(name) })),
      },
    }
  }
}
