import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ConfigurationDraft, StudioView } from '../../model'
import { useDesk } from '../desk'
import { Icon } from '../ui/icon'
import { Answer } from './answer'
import { Secret, TextField } from './field'

const draftOf = ({ agentId, userLabel, sessionOverNotice }: StudioView): ConfigurationDraft => ({
  agentId,
  userLabel,
  sessionOverNotice,
  enterInBrevo: true,
})

type Props = { studio: StudioView; real: boolean; isOpen: boolean; onClose: () => void }

/** The integration's configuration, as its owner edits it in Studio. */
export const ConfigurationDialog = ({ studio, real, isOpen, onClose }: Props): JSX.Element => {
  const { live, run } = useDesk()
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [draft, setDraft] = useState(() => draftOf(studio))
  const [busy, setBusy] = useState(false)
  const set = (changes: Partial<ConfigurationDraft>): void => setDraft((known) => ({ ...known, ...changes }))

  useEffect(() => {
    if (isOpen) {
      setDraft(draftOf(studio))
      dialog.current?.showModal()
    } else {
      dialog.current?.close()
    }
  }, [isOpen])

  const save = async (): Promise<void> => {
    setBusy(true)
    await run({ do: 'configure', ...draft })
    setDraft(({ apiKey: _, webhookSecret: __, ...plain }) => plain)
    setBusy(false)
  }
  const restore = async (): Promise<void> => {
    setBusy(true)
    await run({ do: 'restore' })
    setBusy(false)
    onClose()
  }

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <header class="dialog-head">
          <div>
            <h2 id={title}>Configuration</h2>
            <p class="quiet">As the bot’s owner edits it in Botpress Studio.</p>
          </div>
          <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">
          <Secret
            label="Brevo API key"
            isSet={studio.apiKey}
            value={draft.apiKey}
            onInput={(apiKey) => set({ apiKey })}
          />
          <TextField label="Agent ID" value={draft.agentId} onInput={(agentId) => set({ agentId })} />
          <Secret
            label="Webhook secret"
            optional
            isSet={studio.webhookSecret}
            value={draft.webhookSecret}
            onInput={(webhookSecret) => set({ webhookSecret })}
          />
          {!real && (
            <label class="check">
              <input
                type="checkbox"
                checked={draft.enterInBrevo}
                onChange={(event) => set({ enterInBrevo: event.currentTarget.checked })}
              />
              <span>
                Enter the new address in Brevo too
                <code>{studio.webhookAddress}</code>
              </span>
            </label>
          )}
          <TextField
            label="User label"
            optional
            placeholder="Botpress User"
            hint="{name} becomes the customer’s name."
            value={draft.userLabel}
            onInput={(userLabel) => set({ userLabel })}
          />
          <TextField
            label="Notice after the end"
            optional
            rows={2}
            placeholder="This conversation with the bot is over…"
            value={draft.sessionOverNotice}
            onInput={(sessionOverNotice) => set({ sessionOverNotice })}
          />
        </div>
        <footer class="dialog-foot">
          <div class="answer-place" role="status">
            {busy && <p class="quiet">Calling register…</p>}
            {!busy && studio.registered && <Answer answer={studio.registered} />}
          </div>
          <div class="dialog-buttons">
            <button type="button" class="button" disabled={busy || !live} onClick={() => void restore()}>
              Restore
            </button>
            <button type="submit" class="button primary" disabled={busy || !live}>
              Save and register
            </button>
          </div>
        </footer>
      </form>
    </dialog>
  )
}
