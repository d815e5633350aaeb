import type { JSX } from 'preact'
import type { BudgetView, CallView, DirectionTotals, TotalsView } from '../../model'
import { useNewest } from '../ui/log'
import { timeOf } from '../ui/time'
import { Call } from './call'

const share = (calls: number, messages: number): string => (calls / messages).toFixed(1).replace(/\.0$/, '')

const Cost = ({ label, totals }: { label: string; totals: DirectionTotals }): JSX.Element => {
  const { messages, brevoCalls, botpressCalls } = totals
  return (
    <div class="cost">
      <dt>{label}</dt>
      {messages === 0 ? (
        <dd class="quiet">none yet</dd>
      ) : (
        <dd>
          <b>{share(brevoCalls, messages)}</b> Brevo, <b>{share(botpressCalls, messages)}</b> Botpress
        </dd>
      )}
    </div>
  )
}

const Budget = ({ budget: { used, limit, resetAt } }: { budget: BudgetView }): JSX.Element => (
  <div class="budget">
    <p>
      <span>
        Brevo calls this hour <b>{used}</b> of {limit}
      </span>
      <span class="quiet">resets {timeOf(resetAt)}</span>
    </p>
    <progress class={used >= limit ? 'spent' : ''} value={used} max={limit} aria-label="Brevo calls this hour" />
  </div>
)

type Props = { calls: CallView[]; totals: TotalsView; budget: BudgetView | undefined }

/** Every call between the three, as it happens. */
export const Wire = ({ calls, totals, budget }: Props): JSX.Element => {
  const log = useNewest(calls.length)
  return (
    <section class="card wire" aria-label="The wire">
      <div class="wire-head">
        {budget ? (
          <Budget budget={budget} />
        ) : (
          <p class="quiet">The integration calls your Brevo account straight, so those calls are not listed here.</p>
        )}
        <dl class="costs" title="Calls that the integration makes for each message">
          <Cost label="A message to Brevo costs" totals={totals.toBrevo} />
          <Cost label="An answer costs" totals={totals.toCustomer} />
        </dl>
      </div>
      <div class="call-columns" aria-hidden="true">
        <span>
          <span>Bot</span>
          <span>Brevo</span>
        </span>
        <span>Call</span>
        <span>Status</span>
        <span>Time</span>
      </div>
      <div class="scroll" ref={log} role="log" aria-live="off" aria-label="Calls" tabIndex={0}>
        {calls.length === 0 ? (
          <p class="empty-small">Nothing has been called yet.</p>
        ) : (
          <ol class="calls">
            {calls.map((call) => (
              <Call key={call.id} call={call} />
            ))}
          </ol>
        )}
      </div>
    </section>
  )
}
