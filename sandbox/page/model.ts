/*
 * What the server of the page tells the page. Types only: both sides import them, neither bundles anything of it.
 * All times are epoch ms.
 */
import type { ChatLine } from '../botpress/bot/chat-line'
import type { BrevoAgent, Conversation } from '../brevo/model'
import type { OwnerLine } from '../shared/owner-log'
import type { WireCall } from '../shared/wire'
import type { TroubleName } from './troubles'

/** Who the customer talks to. */
export type ChatState = 'bot' | 'starting' | 'waitingForAgent' | 'withAgent'

export type ChatView = { id: string; customer: string; state: ChatState; lines: ChatLine[] }

/** The inbox as the embedded Brevo has it, and the people who answer there. */
export type InboxView = { conversations: Conversation[]; agents: BrevoAgent[] }

export type TroubleView = {
  on: TroubleName[]
  /** What is wrong at the moment, in a sentence. */
  note: string
}

export type BudgetView = { used: number; limit: number; resetAt: number }

/** A conversation whose lines wait for Brevo. */
export type WaitingView = {
  conversationId: string
  customer: string
  /** Before this moment, sending is not tried. */
  retryAt?: number
  lines: string[]
}

export type KeptView = {
  sessions: WaitingView[]
  /** How often the platform calls `register` by itself. */
  schedule?: string
}

/** A field of a form as Studio makes it of the definition. */
export type FieldView = {
  name: string
  title: string
  /** Empty when the definition has none. */
  description: string
  kind: 'text' | 'longText' | 'secret' | 'switch' | 'choice' | 'fixed'
  options: string[]
  required: boolean
  placeholder: string
  isSet: boolean
  /** What is stored, or the default; empty for a secret. */
  value: string | boolean
}

/** Fields that belong together; the legend is empty where they need none. */
export type FieldGroup = { legend: string; fields: FieldView[] }

/** What the bot's owner finds and enters in the settings of the embedded Brevo. */
export type BrevoSettingsView = {
  apiKey: string
  agents: { id: string; name: string }[]
  /** Its address, with the secret masked, and its events. */
  webhook: FieldView[]
}

export type StudioView = {
  configuration: FieldView[]
  card: FieldGroup[]
  /** The integration's own, which Botpress shows. */
  webhookUrl: string
  /** What `register` answered last. */
  registered?: ActionAnswer
}

/** How often the integration called each service. */
export type Caused = { brevo: number; botpress: number }

/** The messages of one direction, and the calls that were made for them. */
export type DirectionTotals = Caused & { messages: number }

export type TotalsView = { toBrevo: DirectionTotals; toCustomer: DirectionTotals }

/** One call on the wire, without its bodies. */
export type CallView = Omit<WireCall, keyof CallBodies> & {
  /** Of a call to the integration: what was called in it. */
  caused?: Caused
}

/** The bodies of a call, secrets masked. */
export type CallBodies = Pick<WireCall, 'request' | 'response'>

/** Everything the page shows. */
export type Snapshot = {
  /** Whether a real account takes the place of the embedded Brevo. */
  real: boolean
  chats: ChatView[]
  inbox: InboxView
  trouble: TroubleView
  budget: BudgetView
  kept: KeptView
  studio: StudioView
  brevoSettings: BrevoSettingsView
  /** The newest, in the order of their beginnings. */
  calls: CallView[]
  totals: TotalsView
  ownerLog: OwnerLine[]
}

/** What the check of the set-up says: one line for each check, and whether nothing was found to be wrong or missing. */
export type CheckAnswer = { isProven: boolean; lines: string[] }

export type ActionAnswer = { ok: true; check?: CheckAnswer } | { ok: false; message: string }
