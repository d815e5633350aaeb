import type { JSX } from 'preact'
import type { Connection } from './news'

/** Stands in the panes' place until the server has said its first word. */
export const Waiting = ({ connection }: { connection: Connection }): JSX.Element => (
  <main class="empty column fill" aria-busy={connection === 'connecting'}>
    {connection === 'lost' && (
      <>
        <h3>The sandbox does not answer</h3>
        <p class="quiet">
          Is <code>npm start</code> still running? This page connects by itself as soon as it does.
        </p>
      </>
    )}
  </main>
)
