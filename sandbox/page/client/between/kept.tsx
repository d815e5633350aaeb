import type { KeptView, WaitingView } from '../../model'
import { useDesk } from '../desk'
import { exactTimeOf } from '../ui/time'

const Session = ({ session: { customer, lines, retryAt } }: { session: WaitingView }) => (
  <li>
    <p>
      <b>
        {lines.length === 1 ? '1 line' : `${lines.length} lines`} of <bdi>{customer}</bdi>
      </b>
      {retryAt !== undefined && <span class="quiet"> not before {exactTimeOf(retryAt)}</span>}
    </p>
    <p class="quiet cut" dir="auto">
      {lines.join(' · ')}
    </p>
  </li>
)

/** What waits for Brevo, and the timer that sends it. */
export const Kept = ({ kept: { sessions, schedule } }: { kept: KeptView }) => {
  const { live, run } = useDesk()
  return (
    <section class="card kept padded" aria-labelledby="kept-title">
      <div class="row spread">
        <h3 id="kept-title">Waiting for Brevo</h3>
        <button type="button" class="button small" disabled={!live} onClick={() => void run({ do: 'runRegister' })}>
          Run register now
        </button>
      </div>
      <div class="kept-body scroll note" role="log" aria-label="Waiting for Brevo" tabIndex={0}>
        {sessions.length === 0 ? (
          <p class="quiet">Nothing waits.{schedule && ` The platform runs register ${schedule}.`}</p>
        ) : (
          <ul>
            {sessions.map((session) => (
              <Session key={session.conversationId} session={session} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
