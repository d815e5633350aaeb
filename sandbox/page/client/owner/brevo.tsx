import { useState } from 'preact/hooks'
import type { Draft } from '../../action'
import type { ActionAnswer, BrevoSettingsView } from '../../model'
import { perform } from '../requests'
import { Copyable } from '../ui/copy'
import { Dialog } from '../ui/dialog'
import { Answer } from './answer'
import { Fields } from './field'

type Props = { settings: BrevoSettingsView; onClose: () => void }

/** What the bot's owner looks up and enters in the settings of the embedded Brevo. */
export const BrevoDialog = ({ settings, onClose }: Props) => {
  const { apiKey, agents, webhook } = settings
  const [draft, setDraft] = useState<Draft>({})
  const [answer, setAnswer] = useState<ActionAnswer>()
  const save = async (): Promise<void> => {
    const given = await perform({ do: 'enterWebhook', draft })
    setAnswer(given)
    if (given.ok) {
      onClose()
    }
  }
  return (
    <Dialog
      title="Brevo settings"
      note="As the bot’s owner finds and edits them in Brevo."
      onSubmit={save}
      onClose={onClose}
      status={<div role="status">{answer && <Answer answer={answer} />}</div>}
      saveLabel="Save"
    >
      <section class="column">
        <h3>API Keys &amp; MCP</h3>
        <Copyable text={apiKey} what="the API key" />
      </section>
      <section class="column">
        <h3>Agents</h3>
        {agents.map((agent) => (
          <div key={agent.id} class="column">
            <p>{agent.name}</p>
            <Copyable text={agent.id} what={`the ID of ${agent.name}`} />
          </div>
        ))}
      </section>
      <fieldset class="field-group column" aria-label="Webhooks">
        <h3>Webhooks</h3>
        <Fields fields={webhook} draft={draft} onDraft={setDraft} />
      </fieldset>
    </Dialog>
  )
}
