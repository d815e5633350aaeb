export type Tab<Name extends string> = {
  name: Name
  label: string
  /** How much there is to see that is new. */
  count?: number
  /** What is counted, for those who cannot see the badge. */
  counted?: string
}

type Props<Name extends string> = {
  label: string
  tabs: Tab<Name>[]
  shown: Name
  onShow: (name: Name) => void
}

/** Which of several parts is shown: `tab-x` shows `pane-x`. The arrow keys move, as in every list of tabs. */
export const Tabs = <Name extends string>({ label, tabs, shown, onShow }: Props<Name>) => {
  const move = (step: number): void => {
    const index = tabs.findIndex(({ name }) => name === shown)
    const next = tabs[(index + step + tabs.length) % tabs.length]
    if (next) {
      onShow(next.name)
      document.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus()
    }
  }
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
          event.preventDefault()
          move(event.key === 'ArrowRight' ? 1 : -1)
        }
      }}
    >
      {tabs.map(({ name, label: text, count = 0, counted }) => (
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
          {text}
          {count > 0 && (
            <span class="badge new">
              {count}
              <span class="visually-hidden"> {counted}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
