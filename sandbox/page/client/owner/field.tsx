import { useId } from 'preact/hooks'
import type { Draft } from '../../action'
import type { FieldView } from '../../model'

type Props = {
  field: FieldView
  /** What was typed; undefined as long as the stored value is left alone. */
  draft: string | boolean | undefined
  onInput: (value: string | boolean) => void
}

const DOTS = '••••••••••••••••'

const Control = ({ field, draft, onInput, ...rest }: Props & { id: string }) => {
  const { kind, options, required } = field
  const value = String(draft ?? field.value)
  const shared = {
    ...rest,
    class: 'input',
    value,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  }
  if (kind === 'choice') {
    return (
      <select {...shared}>
        {(!required || value === '') && <option value="">–</option>}
        {options.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    )
  }
  if (kind === 'longText') {
    return <textarea {...shared} dir="auto" rows={2} />
  }
  return (
    <input
      {...shared}
      {...(kind === 'secret' ? { type: 'password' } : { type: 'text', dir: 'auto' })}
      autoComplete="off"
      readOnly={kind === 'fixed'}
      placeholder={kind === 'secret' && field.isSet && draft === undefined ? DOTS : field.placeholder}
    />
  )
}

const Field = ({ field, draft, onInput }: Props) => {
  const id = useId()
  const { kind, title, description, required, isSet } = field
  const hint = `${id}-hint`
  return (
    <div class="field column">
      {kind === 'switch' ? (
        <label class="check row">
          <input
            type="checkbox"
            checked={(draft ?? field.value) === true}
            onChange={(event) => onInput(event.currentTarget.checked)}
          />
          <span>{title}</span>
        </label>
      ) : (
        <>
          <label for={id}>
            {title}
            {!required && kind !== 'fixed' && <span class="quiet"> optional</span>}
          </label>
          <div class="row">
            <Control field={field} draft={draft} onInput={onInput} id={id} aria-describedby={description && hint} />
            {kind === 'secret' && isSet && (
              <button type="button" class="button" aria-label={`Remove ${title}`} onClick={() => onInput('')}>
                Remove
              </button>
            )}
          </div>
        </>
      )}
      {description && (
        <p class="quiet note" id={hint}>
          {description}
        </p>
      )}
    </div>
  )
}

type FieldsProps = { fields: FieldView[]; draft: Draft; onDraft: (draft: Draft) => void }

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
