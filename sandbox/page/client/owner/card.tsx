import { useState } from 'preact/hooks'
import type { Draft } from '../../action'
import type { FieldGroup } from '../../model'
import { useDesk } from '../desk'
import { Dialog } from '../ui/dialog'
import { Fields } from './field'

type Props = { groups: FieldGroup[]; onClose: () => void }

/** The card with which the bot's flow hands a conversation over. */
export const CardDialog = ({ groups, onClose }: Props) => {
  const { run } = useDesk()
  const [draft, setDraft] = useState<Draft>({})
  const save = async (): Promise<void> => {
    if (await run({ do: 'setCard', draft })) {
      onClose()
    }
  }
  return (
    <Dialog
      title="Start HITL"
      note="The card in the bot’s flow. It counts from the next handover on."
      onSubmit={save}
      onClose={onClose}
      saveLabel="Save the card"
    >
      {groups.map(({ legend, fields }, index) =>
        legend ? (
          <fieldset key={index} class="field-group column" aria-label={legend}>
            <h3>{legend}</h3>
            <Fields fields={fields} draft={draft} onDraft={setDraft} />
          </fieldset>
        ) : (
          <Fields key={index} fields={fields} draft={draft} onDraft={setDraft} />
        )
      )}
    </Dialog>
  )
}
