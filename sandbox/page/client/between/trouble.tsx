import type { JSX } from 'preact'
import type { TroubleName } from '../../action'
import type { BudgetView, TroubleView } from '../../model'
import { useDesk } from '../desk'
import { minutesOf, useNow } from '../ui/time'

type Switch = { name: TroubleName; label: string; does: string }

const GROUPS: { label: string; isBrevo: boolean; switches: Switch[] }[] = [
  {
    label: 'Brevo',
    isBrevo: true,
    switches: [
      { name: 'slow', label: 'Slow', does: 'Answers after 4 seconds' },
      { name: 'limited', label: 'Rate limit', does: 'The hourly limit is used up: answers 429 for two minutes' },
      { name: 'error500', label: 'Error 500', does: 'Answers 500' },
      { name: 'unreachable', label: 'Down', does: 'Unreachable: every connection is cut' },
      { name: 'namesRefused', label: 'Refuses own names', does: 'Refuses messages under the names of users' },
    ],
  },
  {
    label: 'Webhooks',
    isBrevo: true,
    switches: [
      { name: 'duplicate', label: 'Twice', does: 'Delivers every webhook twice at once' },
      { name: 'outOfOrder', label: 'Out of order', does: 'Lets each webhook be overtaken by the next' },
      { name: 'held', label: 'Held back', does: 'Agents answer late: webhooks are kept back until they are released' },
    ],
  },
  {
    label: 'Botpress',
    isBrevo: false,
    switches: [{ name: 'botpressFails', label: 'API fails', does: 'Answers every API call with 500' }],
  },
]

const NAMES = GROUPS.flatMap(({ switches }) => switches.map(({ name }) => name))

type Toggle = (name: TroubleName, on: boolean) => void

const Chip = ({ name, label, does, on, toggle }: Switch & { on: boolean; toggle: Toggle }): JSX.Element => {
  const { live } = useDesk()
  return (
    <label class="chip" title={does}>
      <input
        class="visually-hidden"
        type="checkbox"
        role="switch"
        checked={on}
        disabled={!live}
        onChange={(event) => toggle(name, event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  )
}

const sentenceOf = (trouble: TroubleView, budget: BudgetView | undefined, now: number): string => {
  const { held, heldCount, limited, retryCount } = trouble
  if (held) {
    return heldCount === 1 ? '1 webhook is held back.' : `${heldCount} webhooks are held back.`
  }
  if (limited && budget) {
    return `Brevo accepts calls again in ${minutesOf(budget.resetAt - now)}. Switch off to skip.`
  }
  const count = NAMES.filter((name) => trouble[name]).length
  const retried = retryCount === 1 ? '1 failed webhook' : `${retryCount} failed webhooks`
  return `${count === 0 ? 'Everything works.' : `${count} on.`}${retryCount > 0 ? ` ${retried} will be tried again.` : ''}`
}

type NotesProps = { trouble: TroubleView; budget: BudgetView | undefined }

/** One line, always there, so that nothing moves when a switch is thrown. */
const Notes = ({ trouble, budget }: NotesProps): JSX.Element => {
  const { live, run } = useDesk()
  const now = useNow(trouble.limited)
  return (
    <div class="trouble-note row spread note">
      <p>{sentenceOf(trouble, budget, now)}</p>
      {trouble.held && (
        <button
          type="button"
          class="button small"
          disabled={!live || trouble.heldCount === 0}
          onClick={() => void run({ do: 'release' })}
        >
          Release
        </button>
      )}
    </div>
  )
}

type Props = { trouble: TroubleView; budget: BudgetView | undefined; real: boolean }

/** Switches that make life hard for the integration. */
export const Trouble = ({ trouble, budget, real }: Props): JSX.Element => {
  const { run } = useDesk()
  const toggle: Toggle = (name, on) => void run({ do: 'trouble', name, on })
  return (
    <section class="card trouble column" aria-labelledby="trouble-title">
      <h3 id="trouble-title">Make it hard</h3>
      {GROUPS.filter(({ isBrevo }) => !real || !isBrevo).map(({ label, switches }) => (
        <div key={label} class="trouble-row" role="group" aria-label={label}>
          <span class="quiet small-note" aria-hidden="true">
            {label}
          </span>
          <div class="chips row wrap">
            {switches.map((each) => (
              <Chip key={each.name} {...each} on={trouble[each.name]} toggle={toggle} />
            ))}
          </div>
        </div>
      ))}
      <Notes trouble={trouble} budget={real ? undefined : budget} />
    </section>
  )
}
