import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Action, Draft } from '../../action'
import type { ActionAnswer, StudioView } from '../../model'
import { useDesk } from '../desk'
import { Check } from '../ui/check'
import { Dialog } from '../ui/dialog'
import { Answer } from './answer'
import { Fields } from './field'

const tickedIn = ({ events }: StudioView) => events.filter(({ ticked }) => ticked).map(({ name }) => name)

type Props = { studio: StudioView; real: boolean; onClose: () => void }

/** The integration's configuration in Studio, and the webhook's in Brevo. */
export const ConfigurationDialog = ({ studio, real, onClose }: Props): JSX.Element => {
  const { live, run } = useDesk()
  const [draft, setDraft] = useState<Draft>({})
  const [enterInBrevo, setEnterInBrevo] = useState(true)
  const [ticked, setTicked] = useState(() => tickedIn(studio))
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ActionAnswer | undefined>(studio.registered)

  const call = async (action: Action): Promise<void> => {
    setBusy(true)
    const given = await run(action)
    setAnswer(given)
    if (given.ok && action.do !== 'checkSetup') {
      setDraft({})
    }
    setBusy(false)
  }
  const restore = async (): Promise<void> => {
    await call({ do: 'restore' })
    onClose()
  }

  return (
    <Dialog
      title="Configuration"
      note="As the bot’s owner edits it in Botpress Studio."
      onSubmit={() => void call({ do: 'configure', draft, enterInBrevo, events: ticked })}
      onClose={onClose}
      foot={
        <>
          <div class="answer-place" role="status">
            {busy && <p class="quiet">Calling the integration…</p>}
            {!busy && answer && <Answer answer={answer} />}
          </div>
          <div class="dialog-buttons row wrap">
            <button type="button" class="button" disabled={busy || !live} onClick={() => void restore()}>
              Restore
            </button>
            <button
              type="button"
              class="button"
              disabled={busy || !live}
              onClick={() => void call({ do: 'checkSetup' })}
            >
              Check the set-up
            </button>
            <button type="submit" class="button primary" disabled={busy || !live}>
              Save and register
            </button>
          </div>
        </>
      }
    >
      <Fields fields={studio.configuration} draft={draft} onDraft={setDraft} />
      {!real && (
        <fieldset class="field column">
          <legend>Webhook in Brevo</legend>
          <Check checked={enterInBrevo} onChange={setEnterInBrevo}>
            Enter the address that belongs to this configuration
            <code>{studio.webhookAddress}</code>
          </Check>
          {studio.events.map(({ name, label }) => (
            <Check
              key={name}
              checked={ticked.includes(name)}
              onChange={(on) =>
                setTicked((known) => [...known.filter((other) => other !== name), ...(on ? [name] : [])])
              }
            >
              {label}
            </Check>
          ))}
        </fieldset>
      )}
    </Dialog>
  )
}
