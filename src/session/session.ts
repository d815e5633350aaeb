import type * as bp from '../bp'
import { BrevoClient, type Author } from '../brevo/client'
import type { Tools } from '../guard'
import { shortHash } from '../short-hash'
import type { Wording } from '../wording/wording'
import { wordingFor } from '../wording/wording-for'
import { makeVisitorId, sealFor } from './visitor-id'

/** A session as an invocation sees it: its tools, its Botpress conversation, and who writes to whom in Brevo. */
export type Session = Tools & {
  conversation: FoundConversation
  /** ID under which Brevo knows the user. */
  visitorId: string
  /** Brevo agent under whose name all lines appear that have no other author. */
  agentId: string
  /** Under whose name the user's own lines appear, where that is not the agent. */
  ownAuthor: OwnAuthor | undefined
  brevo: BrevoClient
  /** What people read, in the company's language. */
  words: Wording
}

/** A user with a name of their own in Brevo. */
export type OwnAuthor = Exclude<Author, { agentId: string }>

/** A conversation as one of Botpress's answers shows it. Its dates are of Botpress's clock. */
export type FoundConversation = {
  id: string
  tags: bp.AnyMessageProps['conversation']['tags']
  createdAt: string
  updatedAt: string
}

/** A message of the conversation as the API lists it. */
export type ListedMessage = Awaited<ReturnType<bp.Client['listMessages']>>['messages'][number]

/**
 * The session of a conversation. The visitor id is on record once the start is complete; before that, and in a
 * snapshot that is out of date, it is made again.
 */
export const sessionOf = (tools: Tools, conversation: FoundConversation): Session => {
  const { ctx } = tools
  const { id, tags } = conversation
  return {
    ...tools,
    conversation,
    visitorId: tags.visitorId ?? makeVisitorId(id, sealFor(ctx)),
    agentId: tags.sendAs ?? ctx.configuration.agentId,
    ownAuthor: tags.ownName ? { agentEmail: addressFor(id), agentName: tags.ownName } : undefined,
    brevo: new BrevoClient(ctx.configuration.apiKey),
    words: wordingFor(ctx.configuration.language),
  }
}

/** A session of which nothing has been read: it has its visitor, and the agent of the configuration. */
export const unreadSession = (tools: Tools, conversationId: string): Session =>
  sessionOf(tools, { id: conversationId, tags: {}, createdAt: '', updatedAt: '' })

/** An address that is nobody's (RFC 2606: `.invalid`), the same for all messages of a session. */
const addressFor = (conversationId: string): string => `user-${shortHash(conversationId)}@botpress.invalid`

/** A conversation that is there for a check of the set-up alone, with what a session has. */
export const checkSessionOf = (tools: Tools, conversation: FoundConversation): Session => ({
  ...sessionOf(tools, conversation),
  visitorId: makeVisitorId(conversation.id, sealFor(tools.ctx), 'check'),
})
