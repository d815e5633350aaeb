import type { ComponentChildren } from 'preact'

type Props = {
  title: string
  /** Whose side the pane is. */
  side?: 'bot-side' | 'brevo-side'
  /** What can be done in the pane as a whole. */
  children?: ComponentChildren
}

/** The heading of a pane. */
export const PaneHead = ({ title, side, children }: Props) => (
  <header class="pane-head row spread">
    <h2 class={side && `dot row ${side}`}>{title}</h2>
    <div class="row">{children}</div>
  </header>
)
