import { useEffect, useState } from 'preact/hooks'
import type { Conversation } from '../../../brevo/model'
import type { InboxView } from '../../model'
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
const useReading = (conversation: Conversation | undefined, isShown: boolean): void => {
  const { live, run } = useDesk()
  const { visitor, unread = 0, messages } = conversation ?? {}
  const visitorId = visitor?.id
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
  const conversation = conversations.find(({ visitor }) => visitor.id === chosenId)
  useReading(conversation, isShown)
  return (
    <>
      <PaneHead title="Brevo inbox" side="brevo-side">
        <button type="button" class="button small plain" disabled={!live} onClick={() => void run({ do: 'visit' })}>
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

/** Takes the inbox's place when the account is a real one. */
export const RealBrevo = () => (
  <>
    <PaneHead title="Brevo, your account" side="brevo-side" />
    <div class="card empty column">
      <p>
        The conversations of this page go to your real Brevo account. Answer them in{' '}
        <a href="https://conversations-app.brevo.com" target="_blank" rel="noreferrer">
          your Brevo inbox
        </a>
        . The terminal says how your answers come back.
      </p>
    </div>
  </>
)
