import type { Conversation } from '../../../brevo/model'
import { Icon } from '../ui/icon'
import { timeOf } from '../ui/time'
import { isOfWebsite, viaOf } from './via'

const stateOf = ({ finished, messages }: Conversation): string => {
  if (finished) {
    return 'Finished'
  }
  return messages.some((message) => viaOf(message) === 'agent') ? 'Open' : 'New'
}

type ItemProps = { conversation: Conversation; isChosen: boolean; onChoose: () => void }

const Item = ({ conversation, isChosen, onChoose }: ItemProps) => {
  const { visitor, unread, messages } = conversation
  const last = messages.at(-1)
  const isWebsite = isOfWebsite(conversation)
  return (
    <li>
      <button type="button" class="entry" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
        <Icon name={isWebsite ? 'globe' : 'bot'} size={16} />
        <b class="cut" dir="auto">
          {visitor.displayedName}
        </b>
        {unread > 0 ? (
          <span class="badge new">
            {unread}
            <span class="visually-hidden"> unread</span>
          </span>
        ) : (
          <time class="quiet small-note">{last && timeOf(last.createdAt)}</time>
        )}
        <span class="entry-state quiet small-note">
          {isWebsite ? 'Website' : 'From the bot'} · {stateOf(conversation)}
        </span>
        <span class="entry-preview quiet note cut" dir="auto">
          {last?.text}
        </span>
      </button>
    </li>
  )
}

type Props = {
  conversations: Conversation[]
  chosenId: string | undefined
  onChoose: (visitorId: string) => void
}

/** The conversations of the account, the newest message first. */
export const ConversationList = ({ conversations, chosenId, onChoose }: Props) => (
  <nav class="entries scroll" aria-label="Conversations" tabIndex={-1}>
    <ul>
      {conversations.map((conversation) => (
        <Item
          key={conversation.visitor.id}
          conversation={conversation}
          isChosen={conversation.visitor.id === chosenId}
          onChoose={() => onChoose(conversation.visitor.id)}
        />
      ))}
    </ul>
  </nav>
)
