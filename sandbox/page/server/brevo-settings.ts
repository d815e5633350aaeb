import { z } from '@botpress/sdk'
import { EVENT_NAMES } from '../../brevo/model'
import { API_KEY, BOT_ACCOUNT, JULIA, MARCO, type Sandbox } from '../../sandbox'
import type { Draft } from '../action'
import type { ActionAnswer, BrevoSettingsView } from '../model'
import { fieldsOf, viewOf } from './fields'
import { MASK, type Mask } from './mask'

/** The webhook as it is entered in Brevo; each event can be ticked. */
const WEBHOOK = z.object({
  url: z.string().title('URL').placeholder('https://webhook.botpress.cloud/…'),
  conversationStarted: z.boolean().title('Conversation started'),
  conversationFragment: z.boolean().title('Conversation fragment'),
  conversationTranscript: z.boolean().title('Conversation transcript'),
} satisfies Record<'url' | (typeof EVENT_NAMES)[number], unknown>)

const FIELDS = fieldsOf(WEBHOOK)

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** What the bot's owner finds in Brevo, and enters there: the API key, the agents' IDs, the webhook. */
export class BrevoSettings {
  public constructor(
    private readonly sandbox: Sandbox,
    private readonly mask: Mask
  ) {}

  /** Saves the webhook: its address, none for an empty one, and the ticked events, which are all that is delivered. */
  public save({ url, ...events }: Draft): ActionAnswer {
    const entered = url === undefined ? undefined : String(url).trim()
    if (entered?.includes(MASK)) {
      return { ok: false, message: 'Enter the whole address, with its secret.' }
    }
    if (entered && !isWebAddress(entered)) {
      return { ok: false, message: 'This is not a web address.' }
    }
    if (entered !== undefined) {
      this.mask.add(entered && new URL(entered).searchParams.get('secret'))
      this.sandbox.brevo.webhooks.url = entered || undefined
    }
    const { ticked } = this.sandbox.brevo.webhooks
    for (const name of EVENT_NAMES.filter((each) => each in events)) {
      if (events[name]) {
        ticked.add(name)
      } else {
        ticked.delete(name)
      }
    }
    return { ok: true }
  }

  public view(): BrevoSettingsView {
    const { url, ticked } = this.sandbox.brevo.webhooks
    const events = EVENT_NAMES.map((name) => [name, ticked.has(name)])
    return {
      apiKey: API_KEY,
      agents: [BOT_ACCOUNT, JULIA, MARCO].map(({ id, name }) => ({ id, name })),
      webhook: viewOf(FIELDS, { url: this.mask.over(url ?? ''), ...Object.fromEntries(events) }),
    }
  }
}
