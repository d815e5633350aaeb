import type { JSX } from 'preact'
import type { Connection } from './news'
import { Icon } from './ui/icon'

/** Stands in the panes' place until the server has said its first word. */
export const Waiting = ({ connection }: { connection: Connection }): JSX.Element => (
  <main class="content panes" aria-busy={connection === 'connecting'}>
    {connection === 'lost' ? (
      <div class="card unreachable">
        <Icon name="warning" size={32} />
        <p class="empty-title">The sandbox does not answer</p>
        <p class="quiet">
          Is <code>npm start</code> still running? This page connects by itself as soon as it does.
        </p>
      </div>
    ) : (
      ['customer', 'between', 'inbox'].map((name) => (
        <div key={name} class={`pane ${name}`}>
          <div class="pane-head" />
          <div class="card skeleton" />
        </div>
      ))
    )}
  </main>
)
