import type { ComponentChildren } from 'preact'
import { useNarrow } from './use-narrow'

type Props = {
  title: string
  /** Whose side the pane is. */
  side?: 'bot-side' | 'brevo-side'
  /** What can be done in the pane as a whole. */
  children?: ComponentChildren
}

/** The heading of a pane. Where the tabs say it, only who listens finds it. */
export const PaneHead = ({ title, side, children }: Props) => {
  const narrow = useNarrow()
  return (
    <header class={narrow && !children ? '' : 'pane-head row spread'}>
      <h2 class={narrow ? 'visually-hidden' : `row ${side ?? ''}`}>{title}</h2>
      {children && <div class="row">{children}</div>}
    </header>
  )
}
