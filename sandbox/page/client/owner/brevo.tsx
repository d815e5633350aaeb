import { useId, useState } from 'preact/hooks'
import type { ActionAnswer, BrevoSettingsView } from '../../model'
import { perform } from '../requests'
import { Check } from '../ui/check'
import { Copyable } from '../ui/copy'
import { Dialog } from '../ui/dialog'
import { Answer } from './answer'

type Props = { settings: BrevoSettingsView; onClose: () => void }

/** What the bot's owner looks up and enters in the settings of the embedded Brevo. */
export const BrevoDialog = ({ settings, onClose }: Props) => {
  const { apiKey, agents, webhook } = settings
  const [url, setUrl] = useState<string>()
  const [ticked, setTicked] = useState(() => webhook.events.filter((event) => event.ticked).map(({ name }) => name))
  const [answer, setAnswer] = useState<ActionAnswer>()
  const id = useId()
  const save = async (): Promise<void> => {
    const given = await perform({ do: 'enterWebhook', events: ticked, ...(url === undefined ? {} : { url }) })
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
      <fieldset class="field-group column">
        <legend>Webhooks</legend>
        <div class="field column">
          <label for={id}>URL</label>
          <input
            id={id}
            class="input"
            placeholder="https://webhook.botpress.cloud/…"
            autoComplete="off"
            value={url ?? webhook.url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
        </div>
        {webhook.events.map(({ name, label }) => (
          <Check
            key={name}
            checked={ticked.includes(name)}
            onChange={(on) => setTicked((known) => [...known.filter((other) => other !== name), ...(on ? [name] : [])])}
          >
            {label}
          </Check>
        ))}
      </fieldset>
    </Dialog>
  )
}
