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
  kind?: 'escalated' | 'failure' | 'joined' | 'closed' | 'ended' | 'timedOut'
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

/** The integration's configuration; of a secret only whether there is one. */
export type StudioView = {
  apiKey: boolean
  agentId: string
  webhookSecret: boolean
  userLabel: string
  sessionOverNotice: string
  /** Where Brevo delivers its webhooks, the secret masked. */
  webhookAddress: string
  registered?: RegisterAnswer
}

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
  /** Of a call to the integration: what it called itself meanwhile. */
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
}

/** The first word of the server on each connection. */
export type Hello = { instance: string; real: boolean; snapshot: Snapshot; calls: CallView[] }

/** What an action came to. */
export type ActionAnswer = { ok: true } | { ok: false; message: string }

/** A file that was uploaded and not sent yet. */
export type UploadAnswer = { id: string } & FileView

/** A save in Studio; a secret that is left out stays as it is, an empty one is removed. */
export type ConfigurationDraft = {
  apiKey?: string | undefined
  agentId: string
  webhookSecret?: string | undefined
  userLabel: string
  sessionOverNotice: string
  /** Whether the webhook address is entered in Brevo as well. */
  enterInBrevo: boolean
}

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
  | ({ do: 'configure' } & ConfigurationDraft)
  /** Puts the configuration back as it was at the start. */
  | { do: 'restore' }
