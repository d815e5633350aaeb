import type { ConversationView } from '../../model'
import { Icon } from '../ui/icon'
import { timeOf } from '../ui/time'

const STATES = { new: 'New', open: 'Open', finished: 'Finished' }

const ORIGINS = { bot: 'From the bot', website: 'Website' }

type ItemProps = { conversation: ConversationView; isChosen: boolean; onChoose: () => void }

const Item = ({ conversation, isChosen, onChoose }: ItemProps) => {
  const { name, origin, state, unread, messages } = conversation
  const last = messages.at(-1)
  return (
    <li>
      <button type="button" class="entry" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
        <Icon name={origin === 'bot' ? 'bot' : 'globe'} size={16} />
        <span class="entry-name cut" dir="auto">
          {name}
        </span>
        {unread > 0 ? (
          <span class="badge">
            {unread}
            <span class="visually-hidden"> unread</span>
          </span>
        ) : (
          <time class="quiet small-note">{last && timeOf(last.createdAt)}</time>
        )}
        <span class="entry-state quiet small-note">
          {ORIGINS[origin]} · {STATES[state]}
        </span>
        <span class="entry-preview quiet note cut" dir="auto">
          {last?.text}
        </span>
      </button>
    </li>
  )
}

type Props = {
  conversations: ConversationView[]
  chosenId: string | undefined
  onChoose: (visitorId: string) => void
}

/** The conversations of the account, the newest message first. */
export const ConversationList = ({ conversations, chosenId, onChoose }: Props) => (
  <nav class="entries scroll" aria-label="Conversations" tabIndex={-1}>
    <ul>
      {conversations.map((conversation) => (
        <Item
          key={conversation.visitorId}
          conversation={conversation}
          isChosen={conversation.visitorId === chosenId}
          onChoose={() => onChoose(conversation.visitorId)}
        />
      ))}
    </ul>
  </nav>
)
