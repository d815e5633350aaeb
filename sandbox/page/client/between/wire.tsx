import { useState } from 'preact/hooks'
import type { BudgetView, DirectionTotals, Snapshot } from '../../model'
import { BotLog } from '../owner/log'
import { Tabs } from '../ui/tabs'
import { timeOf } from '../ui/time'
import { Calls } from './calls'

const share = (calls: number, messages: number): string => (calls / messages).toFixed(1).replace(/\.0$/, '')

const Cost = ({ label, totals }: { label: string; totals: DirectionTotals }) => {
  const { messages, brevo, botpress } = totals
  return (
    <div class="cost fill">
      <dt class="quiet small-note">{label}</dt>
      {messages === 0 ? (
        <dd class="quiet">none yet</dd>
      ) : (
        <dd>
          <b>{share(brevo, messages)}</b> Brevo, <b>{share(botpress, messages)}</b> Botpress
        </dd>
      )}
    </div>
  )
}

const Budget = ({ budget: { used, limit, resetAt } }: { budget: BudgetView }) => (
  <div>
    <p class="row spread">
      <span>
        Brevo calls this hour <b>{used}</b> of {limit}
      </span>
      <span class="quiet">resets {timeOf(resetAt)}</span>
    </p>
    <progress class={used >= limit ? 'spent' : ''} value={used} max={limit} aria-label="Brevo calls this hour" />
  </div>
)

/** Every call between the three, as it happens, and what the bot's owner reads meanwhile. */
export const Wire = ({ snapshot: { real, budget, totals, calls, ownerLog } }: { snapshot: Snapshot }) => {
  const [shown, setShown] = useState<'calls' | 'botlog'>('calls')
  const [readTo, setReadTo] = useState(0)
  const unread = shown === 'botlog' ? 0 : ownerLog.filter(({ id }) => id > readTo).length
  const show = (name: typeof shown): void => {
    setReadTo(ownerLog.at(-1)?.id ?? 0)
    setShown(name)
  }
  return (
    <section class="card wire column" aria-label="The wire">
      <div class="padded column note">
        {real ? (
          <p class="quiet">The integration calls your Brevo account straight, so those calls are not listed here.</p>
        ) : (
          <Budget budget={budget} />
        )}
        <dl class="row" title="Calls that the integration makes for each message">
          <Cost label="A message to Brevo costs" totals={totals.toBrevo} />
          <Cost label="An answer costs" totals={totals.toCustomer} />
        </dl>
      </div>
      <Tabs
        label="What is listed"
        tabs={[
          { name: 'calls', label: 'Calls' },
          { name: 'botlog', label: 'Bot log', count: unread, counted: 'new' },
        ]}
        shown={shown}
        onShow={show}
      />
      <div class="column fill" id={`pane-${shown}`} role="tabpanel" aria-labelledby={`tab-${shown}`}>
        {shown === 'calls' ? <Calls calls={calls} /> : <BotLog lines={ownerLog} />}
      </div>
    </section>
  )
}
