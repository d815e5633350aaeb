import { useState } from 'preact/hooks'
import type { Action, Draft } from '../../action'
import type { ActionAnswer, StudioView } from '../../model'
import { useDesk } from '../desk'
import { perform } from '../requests'
import { Copyable } from '../ui/copy'
import { Dialog } from '../ui/dialog'
import { Answer } from './answer'
import { Fields } from './field'

type Props = { studio: StudioView; onClose: () => void }

export const ConfigurationDialog = ({ studio, onClose }: Props) => {
  const { live } = useDesk()
  const [draft, setDraft] = useState<Draft>({})
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ActionAnswer | undefined>(studio.registered)

  const call = async (action: Action): Promise<void> => {
    setBusy(true)
    const given = await perform(action)
    setAnswer(given)
    if (given.ok && action.do !== 'checkSetup') {
      setDraft({})
    }
    setBusy(false)
  }
  return (
    <Dialog
      title="Configuration"
      note="As the bot’s owner edits it in Botpress Studio."
      onSubmit={() => call({ do: 'configure', draft })}
      onClose={onClose}
      status={
        <div class="answer-place" role="status">
          {busy && <p class="quiet">Calling the integration…</p>}
          {!busy && answer && <Answer answer={answer} />}
        </div>
      }
      buttons={
        <button type="button" class="button" disabled={busy || !live} onClick={() => void call({ do: 'checkSetup' })}>
          Check the set-up
        </button>
      }
      saveLabel="Save"
      disabled={busy}
    >
      <Fields fields={studio.configuration} draft={draft} onDraft={setDraft} />
      <section class="field column">
        <h3>Webhook URL</h3>
        <Copyable text={studio.webhookUrl} what="the webhook URL" />
      </section>
    </Dialog>
  )
}
