import type { JSX } from 'preact'

/** The three parts of the page. */
export type PaneName = 'customer' | 'between' | 'inbox'

const TABS: { name: PaneName; label: string }[] = [
  { name: 'customer', label: 'Customer' },
  { name: 'between', label: 'In between' },
  { name: 'inbox', label: 'Inbox' },
]

type Props = { shown: PaneName; unread: number; onShow: (name: PaneName) => void }

/** On a narrow screen: which part is shown. The arrow keys move, as in every list of tabs. */
export const Tabs = ({ shown, unread, onShow }: Props): JSX.Element => {
  const move = (step: number): void => {
    const index = TABS.findIndex(({ name }) => name === shown)
    const next = TABS[(index + step + TABS.length) % TABS.length]
    if (next) {
      onShow(next.name)
      document.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus()
    }
  }
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Parts of the page"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
          event.preventDefault()
          move(event.key === 'ArrowRight' ? 1 : -1)
        }
      }}
    >
      {TABS.map(({ name, label }) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === shown}
          aria-controls={`pane-${name}`}
          tabIndex={name === shown ? 0 : -1}
          onClick={() => onShow(name)}
        >
          {label}
          {name === 'inbox' && unread > 0 && (
            <span class="badge">
              {unread}
              <span class="visually-hidden"> unread</span>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
