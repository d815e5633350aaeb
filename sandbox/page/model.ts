/*
 * What the server of the page tells the page. Types only: both sides import them, neither bundles anything of it.
 * All times are epoch ms.
 */

/** Who the customer talks to. `hung`: the bot's flow waits for something that never comes. */
export type ChatState = 'bot' | 'starting' | 'waitingForAgent' | 'withAgent' | 'hung'

/** One line of the web chat, as the customer sees it. */
export type ChatLineView = {
  id: string
  /** `notice`: said about the conversation rather than in it. */
  from: 'user' | 'bot' | 'agent' | 'notice'
  kind?: 'escalated' | 'joined' | 'closed' | 'ended' | 'timedOut'
  type: string
  payload: Record<string, unknown>
  /** Name and picture of the agent who wrote it. */
  name?: string
  pictureUrl?: string
  at: number
}

export type ChatView = {
  id: string
  customer: string
  state: ChatState
  /** The agent who answers, once one has. */
  agent?: { name: string; pictureUrl?: string }
  lines: ChatLineView[]
  /** Older lines that are not sent to the page any more. */
  omitted: number
}

export type FileView = { name: string; link: string; mimeType: string; size?: number; isImage: boolean }

/** One line of a thread, as an agent sees it. */
export type MessageView = {
  id: string
  /** `visitor`: of the website. `api`: the integration, under an account of an agent. `agent`: a person. */
  by: 'visitor' | 'api' | 'agent'
  /** The account that wrote it. */
  author: string
  pictureUrl?: string
  text: string
  files: FileView[]
  at: number
}

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
  omitted: number
}

export type AgentView = { id: string; name: string; pictureUrl?: string }

export type InboxView = { conversations: ConversationView[]; agents: AgentView[] }

/** What can be made hard. */
export type TroubleName =
  | 'slow'
  | 'limited'
  | 'error500'
  | 'unreachable'
  | 'duplicate'
  | 'outOfOrder'
  | 'held'
  | 'botpressFails'

export type TroubleView = Record<TroubleName, boolean> & {
  /** Webhooks kept back until they are released. */
  heldCount: number
  /** Webhooks that failed and are due for another try. */
  retryCount: number
}

/** Brevo's hourly calls. */
export type BudgetView = { used: number; limit: number; resetAt: number }

/** A conversation whose lines wait for Brevo. */
export type WaitingView = {
  conversationId: string
  customer: string
  /** Before this moment, sending is not tried. */
  retryAt?: number
  lines: { id: string; text: string }[]
}

/** What `register` answered, as Studio shows it. */
export type RegisterAnswer = { ok: true } | { ok: false; message: string }

export type KeptView = {
  sessions: WaitingView[]
  /** How often the platform calls `register` by itself. */
  schedule?: string
  lastRun?: { at: number; answer: RegisterAnswer }
}

/** A field of a form as Studio makes it of the definition. */
export type FieldView = {
  name: string
  title: string
  /** Empty when the definition has none. */
  description: string
  kind: 'text' | 'longText' | 'number' | 'secret' | 'switch' | 'choice'
  /** Of a choice. */
  options: { value: string; label: string }[]
  required: boolean
  /** Whether something is stored. */
  isSet: boolean
  /** What is stored, or the default; empty for a secret. */
  value: string | boolean
}

/** Changes to the fields of a form, by name; a field that is left out stays as it is. */
export type Draft = Record<string, string | boolean>

/** One of the webhook's events, and whether it is ticked where the webhook is entered in Brevo. */
export type WebhookEventView = { name: string; label: string; ticked: boolean }

/** What the bot's owner has set. */
export type StudioView = {
  configuration: FieldView[]
  /** The "Start HITL" card. */
  card: FieldView[]
  /** Where Brevo delivers its webhooks, the secret masked. */
  webhookAddress: string
  events: WebhookEventView[]
  registered?: RegisterAnswer
}

/** A line of the log that the bot's owner reads. */
export type OwnerLineView = { id: number; at: number; level: 'debug' | 'info' | 'warn' | 'error'; text: string }

/** Calls that the integration made for messages of one direction. */
export type DirectionTotals = { messages: number; brevoCalls: number; botpressCalls: number }

export type TotalsView = { toBrevo: DirectionTotals; toCustomer: DirectionTotals }

/** One call on the wire, without its bodies. */
export type CallView = {
  id: number
  at: number
  from: string
  to: string
  operation: string
  /** 0: nobody answered. */
  status: number
  durationMs: number
  /** The invocation of the integration that this call is, or was made in. */
  invocation?: string
  /** Of a call to the integration: what was called in it. */
  caused?: { brevo: number; botpress: number }
}

/** The bodies of a call, secrets masked. */
export type CallBodies = { request: unknown; response: unknown }

/** Everything the page shows but the wire. */
export type Snapshot = {
  chats: ChatView[]
  inbox: InboxView
  trouble: TroubleView
  budget: BudgetView
  kept: KeptView
  studio: StudioView
  totals: TotalsView
  ownerLog: OwnerLineView[]
}

/** The first word of the server on each connection. */
export type Hello = { instance: string; real: boolean; snapshot: Snapshot; calls: CallView[] }

/** What an action came to. */
export type ActionAnswer = { ok: true; checks?: string[] } | { ok: false; message: string }

/** A file that was uploaded and not sent yet. */
export type UploadAnswer = { id: string } & FileView

/** Everything that can be done on the page. */
export type Action =
  | { do: 'openChat' }
  | { do: 'say'; chatId: string; text: string; fileIds: string[] }
  | { do: 'escalate'; chatId: string }
  | { do: 'answer'; visitorId: string; agentId: string; text: string; fileIds: string[] }
  | { do: 'finish'; visitorId: string; agentId: string }
  | { do: 'read'; visitorId: string }
  /** A visitor of the website writes; a new one without an id. */
  | { do: 'visit'; text: string; visitorId?: string | undefined }
  /** `resetSeconds`: for `limited`, after how many seconds Brevo takes calls again. */
  | { do: 'trouble'; name: TroubleName; on: boolean; resetSeconds: number }
  | { do: 'release' }
  /** What the platform's timer does. */
  | { do: 'runRegister' }
  /** A save in Studio, and in Brevo: whether the webhook's address is entered there too, and its events that are ticked. */
  | { do: 'configure'; draft: Draft; enterInBrevo: boolean; events: string[] }
  | { do: 'setCard'; draft: Draft }
  /** The integration's check of the set-up, whose lines come with the answer. */
  | { do: 'checkSetup' }
  /** Puts the configuration back as it was at the start. */
  | { do: 'restore' }
