/** An agent of the account. `userpic` may be null or left out, as in real payloads. */
export type BrevoAgent = { id: string; name: string; email?: string; userpic?: string | null }

/** A file of a message, in Brevo's current form; `size` in bytes. */
export type Attachment = {
  name: string
  link: string
  mimeType: string
  size?: number
  isImage: boolean
  isSticker: boolean
  isAllowedFileType: boolean
  imageInfo?: { previewLink: string }
}

/** A file as a person in the inbox attaches it. */
export type NewAttachment = { name: string; link: string; mimeType?: string; size?: number }

/** A message of a conversation. Never changed in place, so that payloads may share it. `createdAt` in epoch ms. */
export type Message = Readonly<{
  id: string
  type: 'agent' | 'visitor'
  text: string
  html: string
  createdAt: number
  agentId?: string
  agentName?: string
  agentUserpic?: string | null
  receivedFrom?: string
  attachments?: Attachment[]
}>

/** The visitor as webhooks describe them. Never changed in place either. */
export type Visitor = Readonly<{
  id: string
  threadId: string
  threadLink: string
  source: string
  groupId: string | null
  color: string
  displayedName: string
}> &
  Readonly<Record<string, unknown>>

/** A conversation as the inbox keeps it. */
export type Conversation = {
  conversationId: string
  visitor: Visitor
  messages: Message[]
  /** Messages that came since an agent last wrote, looked or finished. */
  unread: number
  finished: boolean
}

/** The events of a webhook, as they are ticked where it is entered. */
export const EVENT_NAMES = ['conversationStarted', 'conversationFragment', 'conversationTranscript'] as const

type EventFrame = { conversationId: string; visitor: Visitor }

/** The body of a webhook. */
export type WebhookEvent =
  | (EventFrame & {
      eventName: 'conversationStarted'
      message: Message
      agent: BrevoAgent | undefined
      isNoAvailableAgent: boolean
    })
  | (EventFrame & { eventName: 'conversationFragment'; messages: Message[]; agents: BrevoAgent[] })
  | (EventFrame & {
      eventName: 'conversationTranscript'
      messages: Message[]
      agents: BrevoAgent[]
      missedMessagesCount: number
    })
