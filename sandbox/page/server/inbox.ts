import type { Conversation, Message } from '../../brevo'
import { PORTRAITS } from '../../pictures'
import { BOT_ACCOUNT, JULIA, MARCO, type Sandbox } from '../../sandbox'
import type { AgentView, ConversationView, InboxView, MessageView } from '../model'

const authorKind = ({ type, receivedFrom, agentId }: Message): MessageView['by'] => {
  if (type === 'visitor') {
    return 'visitor'
  }
  return receivedFrom !== undefined || agentId === BOT_ACCOUNT.id ? 'api' : 'agent'
}

const messageView = (message: Message, visitorName: string): MessageView => ({
  id: message.id,
  by: authorKind(message),
  author: message.type === 'visitor' ? visitorName : (message.agentName ?? 'Agent'),
  ...(message.agentUserpic ? { pictureUrl: message.agentUserpic } : {}),
  text: message.text,
  files: message.attachments ?? [],
  at: message.createdAt,
})

const conversationView = (conversation: Conversation): ConversationView => {
  const { visitor, unread, finished, messages } = conversation
  const views = messages.map((message) => messageView(message, visitor.displayedName))
  const answered = views.some(({ by }) => by === 'agent')
  const open = answered ? 'open' : 'new'
  return {
    visitorId: visitor.id,
    name: visitor.displayedName,
    origin: views.some(({ by }) => by === 'visitor') ? 'website' : 'bot',
    state: finished ? 'finished' : open,
    ...(visitor.groupId ? { group: visitor.groupId } : {}),
    unread,
    messages: views,
  }
}

export class InboxScreen {
  private readonly agents: AgentView[]

  /** Gives the two agents their pictures. */
  public constructor(private readonly sandbox: Sandbox) {
    const { brevo } = sandbox
    this.agents = [
      { ...JULIA, picture: PORTRAITS.julia },
      { ...MARCO, picture: PORTRAITS.marco },
    ].map((agent) => {
      const { name, mimeType, buffer } = agent.picture
      const pictureUrl = brevo.storeFile({ name, mimeType, data: buffer })
      brevo.setAgentPicture(agent.id, pictureUrl)
      return { id: agent.id, name: agent.name, pictureUrl }
    })
  }

  public view(): InboxView {
    return { agents: this.agents, conversations: this.sandbox.brevo.conversations().map(conversationView) }
  }
}
