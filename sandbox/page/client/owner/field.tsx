import { useId } from 'preact/hooks'
import type { Draft } from '../../action'
import type { FieldView } from '../../model'
import { Check } from '../ui/check'

type Props = {
  field: FieldView
  /** What was typed; undefined as long as the stored value is left alone. */
  draft: string | boolean | undefined
  onInput: (value: string | boolean) => void
}

/** What stands for a secret that is stored. */
const DOTS = '••••••••••••••••'

const Control = ({ field, draft, onInput, ...shared }: Props & { id: string }) => {
  const { kind, options, required } = field
  const value = String(draft ?? field.value)
  switch (kind) {
    case 'choice':
      return (
        <select {...shared} class="input" value={value} onChange={(event) => onInput(event.currentTarget.value)}>
          {(!required || value === '') && <option value="">–</option>}
          {options.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )
    case 'longText':
      return (
        <textarea
          {...shared}
          class="input"
          dir="auto"
          rows={2}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )
    case 'text':
    case 'secret':
    case 'switch':
    case 'fixed':
      return (
        <input
          {...shared}
          class="input"
          {...(kind === 'secret' ? { type: 'password' } : { type: 'text', dir: 'auto' })}
          autoComplete="off"
          readOnly={kind === 'fixed'}
          placeholder={kind === 'secret' && field.isSet && draft === undefined ? DOTS : ''}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )
    default:
      return kind satisfies never
  }
}

/** One field of a form, with its title and description. */
const Field = ({ field, draft, onInput }: Props) => {
  const id = useId()
  const { kind, title, description, required, isSet } = field
  const hint = `${id}-hint`
  return (
    <div class="field column">
      {kind === 'switch' ? (
        <Check checked={(draft ?? field.value) === true} onChange={onInput}>
          {title}
        </Check>
      ) : (
        <>
          <label for={id}>
            {title}
            {!required && kind !== 'fixed' && <span class="quiet"> optional</span>}
          </label>
          <div class="row">
            <Control field={field} draft={draft} onInput={onInput} id={id} aria-describedby={hint} />
            {kind === 'secret' && isSet && (
              <button type="button" class="button" aria-label={`Remove ${title}`} onClick={() => onInput('')}>
                Remove
              </button>
            )}
          </div>
        </>
      )}
      <p class="quiet note" id={hint}>
        {description}
      </p>
    </div>
  )
}

type FieldsProps = { fields: FieldView[]; draft: Draft; onDraft: (draft: Draft) => void }

/** The fields of a form. */
export const Fields = ({ fields, draft, onDraft }: FieldsProps) => (
  <>
    {fields.map((field) => (
      <Field
        key={field.name}
        field={field}
        draft={draft[field.name]}
        onInput={(value) => onDraft({ ...draft, [field.name]: value })}
      />
    ))}
  </>
)
