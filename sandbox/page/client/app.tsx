import { useEffect, useState } from 'preact/hooks'
import type { Action } from '../action'
import type { Snapshot } from '../model'
import { BetweenPane } from './between/pane'
import { CustomerPane } from './customer/pane'
import { DeskContext, type Desk } from './desk'
import { Header, type DialogName } from './header'
import { InboxPane, RealBrevo } from './inbox/pane'
import { useNews } from './news'
import { BrevoDialog } from './owner/brevo'
import { CardDialog } from './owner/card'
import { ConfigurationDialog } from './owner/configuration'
import { perform } from './requests'
import { Icon } from './ui/icon'
import { Tabs } from './ui/tabs'

type PaneName = 'customer' | 'between' | 'inbox'

const PANES: { name: PaneName; label: string }[] = [
  { name: 'customer', label: 'Customer' },
  { name: 'between', label: 'In between' },
  { name: 'inbox', label: 'Inbox' },
]

const Complaint = ({ sentence, onDismiss }: { sentence: string; onDismiss: () => void }) => (
  <div class="complaint-place" role="alert">
    {sentence && (
      <div class="card answer bad row">
        <Icon name="warning" />
        <p>{sentence}</p>
        <button type="button" class="button small plain" aria-label="Dismiss" onClick={onDismiss}>
          <Icon name="close" size={16} />
        </button>
      </div>
    )}
  </div>
)

/** Whether one pane is shown at a time, as the style has it. */
const NARROW = window.matchMedia('(max-width: 759px)')

const Panes = ({ snapshot }: { snapshot: Snapshot }) => {
  const [shown, setShown] = useState<PaneName>('customer')
  const [isNarrow, setNarrow] = useState(NARROW.matches)
  useEffect(() => {
    const look = (): void => setNarrow(NARROW.matches)
    NARROW.addEventListener('change', look)
    return () => NARROW.removeEventListener('change', look)
  }, [])
  const { real, chats, inbox } = snapshot
  const unread = inbox.conversations.reduce((sum, conversation) => sum + conversation.unread, 0)
  const isInboxShown = shown === 'inbox' || !isNarrow
  const contents = {
    customer: <CustomerPane chats={chats} />,
    between: <BetweenPane snapshot={snapshot} />,
    inbox: real ? <RealBrevo /> : <InboxPane inbox={inbox} isShown={isInboxShown} />,
  }
  return (
    <main class="column fill">
      <Tabs
        label="Parts of the page"
        tabs={PANES.map((pane) => (pane.name === 'inbox' ? { ...pane, count: unread, counted: 'unread' } : pane))}
        shown={shown}
        onShow={setShown}
      />
      <div class="panes">
        {PANES.map(({ name, label }) => (
          <section
            key={name}
            id={`pane-${name}`}
            class={`pane ${name} ${name === shown ? 'shown' : ''}`}
            role={isNarrow ? 'tabpanel' : 'region'}
            aria-label={label}
          >
            {contents[name]}
          </section>
        ))}
      </div>
    </main>
  )
}

export const App = () => {
  const { connection, snapshot } = useNews()
  const [complaint, setComplaint] = useState('')
  const [dialog, setDialog] = useState<DialogName>()
  const closeDialog = (): void => setDialog(undefined)
  const run = async (action: Action): Promise<boolean> => {
    const answer = await perform(action)
    if (!answer.ok) {
      setComplaint(answer.message)
    }
    return answer.ok
  }
  const desk: Desk = { live: connection === 'live', run, complain: setComplaint }
  useEffect(() => setComplaint(''), [connection])

  return (
    <DeskContext.Provider value={desk}>
      <Header connection={connection} real={snapshot?.real ?? false} onOpen={snapshot ? setDialog : undefined} />
      {snapshot ? <Panes snapshot={snapshot} /> : <main class="fill" aria-busy="true" />}
      {snapshot && dialog === 'card' && <CardDialog groups={snapshot.studio.card} onClose={closeDialog} />}
      {snapshot && dialog === 'configuration' && <ConfigurationDialog studio={snapshot.studio} onClose={closeDialog} />}
      {snapshot && dialog === 'brevo' && <BrevoDialog settings={snapshot.brevoSettings} onClose={closeDialog} />}
      <Complaint sentence={complaint} onDismiss={() => setComplaint('')} />
    </DeskContext.Provider>
  )
}
