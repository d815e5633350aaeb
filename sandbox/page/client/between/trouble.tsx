import type { TroubleName } from '../../action'
import type { TroubleView } from '../../model'
import { useDesk } from '../desk'

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

type Toggle = (name: TroubleName, on: boolean) => void

const Chip = ({ name, label, does, on, toggle }: Switch & { on: boolean; toggle: Toggle }) => {
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

type Props = { trouble: TroubleView; real: boolean }

/** Switches that make life hard for the integration. */
export const Trouble = ({ trouble, real }: Props) => {
  const { live, run } = useDesk()
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
              <Chip key={each.name} {...each} on={trouble.on.includes(each.name)} toggle={toggle} />
            ))}
          </div>
        </div>
      ))}
      <div class="trouble-note row spread note">
        <p>{trouble.note}</p>
        {trouble.on.includes('held') && (
          <button type="button" class="button small" disabled={!live} onClick={() => void run({ do: 'release' })}>
            Release
          </button>
        )}
      </div>
    </section>
  )
}
