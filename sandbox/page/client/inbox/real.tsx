import { PaneHead } from '../ui/pane-head'

/** Stands in the inbox's place when the account is a real one. */
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
