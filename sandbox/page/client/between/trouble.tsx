import type { TroubleView } from '../../model'
import { TROUBLES } from '../../troubles'
import { useDesk } from '../desk'

const PLACES = ['Brevo', 'Webhooks', 'Botpress'] as const

type Props = { trouble: TroubleView; real: boolean }

/** Switches that make life hard for the integration. */
export const Trouble = ({ trouble, real }: Props) => {
  const { live, run } = useDesk()
  return (
    <section class="card trouble padded column" aria-labelledby="trouble-title">
      <h3 id="trouble-title">Make it hard</h3>
      {PLACES.filter((place) => !real || place === 'Botpress').map((place) => (
        <div key={place} class="trouble-row" role="group" aria-label={place}>
          <span class="quiet small-note" aria-hidden="true">
            {place}
          </span>
          <div class="chips row wrap">
            {TROUBLES.filter(({ where }) => where === place).map(({ name, label, does }) => (
              <label key={name} class="chip" title={does}>
                <input
                  class="visually-hidden"
                  type="checkbox"
                  role="switch"
                  checked={trouble.on.includes(name)}
                  disabled={!live}
                  onChange={(event) => void run({ do: 'trouble', name, on: event.currentTarget.checked })}
                />
                <span>{label}</span>
              </label>
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
