import { useEffect, useState } from 'preact/hooks'
import type { ConversationView, InboxView } from '../../model'
import { useDesk } from '../desk'
import { Icon } from '../ui/icon'
import { PaneHead } from '../ui/pane-head'
import { ConversationList } from './list'
import { Thread } from './thread'

const Nothing = () => (
  <div class="thread empty column">
    <Icon name="bot" size={32} />
    <h3>No conversation is open</h3>
    <p class="quiet">They come from customers who ask for a human, and from visitors of the website.</p>
  </div>
)

/** What is on the screen has been read. */
const useReading = (conversation: ConversationView | undefined, isShown: boolean): void => {
  const { live, run } = useDesk()
  const { visitorId, unread = 0, messages } = conversation ?? {}
  // What came while the last reading was told leaves the number as it was.
  const newest = messages?.at(-1)?.id
  useEffect(() => {
    if (visitorId !== undefined && unread > 0 && isShown && live) {
      void run({ do: 'read', visitorId })
    }
  }, [visitorId, unread, newest, isShown, live])
}

type Props = { inbox: InboxView; isShown: boolean }

/** Brevo's side: the inbox of the company's agents. */
export const InboxPane = ({ inbox: { conversations, agents }, isShown }: Props) => {
  const { live, run } = useDesk()
  const [chosenId, setChosenId] = useState<string>()
  const [agentId, setAgentId] = useState(agents[0]?.id ?? '')
  const conversation = conversations.find(({ visitorId }) => visitorId === chosenId)
  useReading(conversation, isShown)
  return (
    <>
      <PaneHead title="Brevo inbox" side="brevo-side">
        <button type="button" class="text-button" disabled={!live} onClick={() => void run({ do: 'visit' })}>
          <Icon name="globe" size={16} />
          Website visitor writes
        </button>
      </PaneHead>
      <div class="card inbox" data-open={conversation !== undefined || conversations.length === 0}>
        <ConversationList conversations={conversations} chosenId={chosenId} onChoose={setChosenId} />
        {conversation ? (
          <Thread
            key={chosenId}
            conversation={conversation}
            agents={agents}
            agentId={agentId}
            onChoose={setAgentId}
            onBack={() => setChosenId(undefined)}
          />
        ) : (
          <Nothing />
        )}
      </div>
    </>
  )
}
