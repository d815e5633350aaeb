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

const conversationView = (conversation: Conversation): ConversationView => {
  const { visitor, unread, finished, messages } = conversation
  const views = messages.map((message) => ({ ...message, by: authorKind(message) }))
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
    const portraits = [
      { agent: JULIA, picture: PORTRAITS.julia },
      { agent: MARCO, picture: PORTRAITS.marco },
    ]
    this.agents = portraits.map(({ agent: { id, name }, picture }) => {
      const pictureUrl = sandbox.brevo.storeFile(picture)
      sandbox.brevo.setAgentPicture(id, pictureUrl)
      return { id, name, pictureUrl }
    })
  }

  public view(): InboxView {
    return { agents: this.agents, conversations: this.sandbox.brevo.conversations().map(conversationView) }
  }
}
