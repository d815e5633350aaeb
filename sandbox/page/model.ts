/*
 * What the server of the page tells the page. Types only: both sides import them, neither bundles anything of it.
 * All times are epoch ms.
 */
import type { ChatLine } from '../botpress/bot/chat-line'
import type { Attachment, Message } from '../brevo/model'
import type { OwnerLine } from '../shared/owner-log'
import type { WireCall } from '../shared/wire'
import type { TroubleName } from './troubles'

/** Who the customer talks to. */
export type ChatState = 'bot' | 'starting' | 'waitingForAgent' | 'withAgent'

export type ChatView = {
  id: string
  customer: string
  state: ChatState
  /** The agent who answers, once one has. */
  agent?: { name: string; pictureUrl?: string }
  lines: ChatLine[]
}

/** One line of a thread. `by`: a visitor of the website, the integration under an account of an agent, or a person. */
export type MessageView = Message & { by: 'visitor' | 'api' | 'agent' }

export type ConversationView = {
  visitorId: string
  name: string
  /** Whether the visitor came through the bot or is one of the company's website. */
  origin: 'bot' | 'website'
  /** `new`: no agent has answered yet. */
  state: 'new' | 'open' | 'finished'
  group?: string
  unread: number
  messages: MessageView[]
}

export type AgentView = { id: string; name: string; pictureUrl?: string }

export type InboxView = { conversations: ConversationView[]; agents: AgentView[] }

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

/** Everything the page shows but the wire. */
export type Snapshot = {
  chats: ChatView[]
  inbox: InboxView
  trouble: TroubleView
  budget: BudgetView
  kept: KeptView
  studio: StudioView
  brevoSettings: BrevoSettingsView
  totals: TotalsView
  ownerLog: OwnerLine[]
}

/** What has changed: everything the page shows, and the calls that are new or better known than before. */
export type News = { snapshot: Snapshot; calls: CallView[] }

/** The first word of the server on each connection, with all calls that are kept. */
export type Hello = News & { real: boolean }

/** What the check of the set-up says: one line for each check, and whether nothing was found to be wrong or missing. */
export type CheckAnswer = { isProven: boolean; lines: string[] }

export type ActionAnswer = { ok: true; check?: CheckAnswer } | { ok: false; message: string }

/** A file that was uploaded and not sent yet. */
export type UploadAnswer = { id: string } & Pick<Attachment, 'name' | 'link' | 'mimeType' | 'size' | 'isImage'>
