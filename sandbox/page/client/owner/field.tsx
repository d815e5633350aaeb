import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { Draft } from '../../action'
import type { FieldView } from '../../model'
import { Check } from '../ui/check'

type Props = {
  field: FieldView
  /** What was typed; undefined as long as the stored value is left alone. */
  draft: string | boolean | undefined
  onInput: (value: string | boolean | undefined) => void
}

/** What stands for a secret that is stored. */
const DOTS = '••••••••••••••••'

const Control = ({ field, draft, onInput, ...shared }: Props & { id: string }): JSX.Element => {
  const { kind, options, required } = field
  const value = String(draft ?? field.value)
  switch (kind) {
    case 'choice':
      return (
        <select {...shared} class="input" value={value} onChange={(event) => onInput(event.currentTarget.value)}>
          {(!required || value === '') && <option value="">–</option>}
          {options.map(({ value: each, label }) => (
            <option key={each} value={each}>
              {label}
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
    case 'number':
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

const stateOf = ({ isSet }: FieldView, draft: Props['draft']): string => {
  if (draft === undefined) {
    return isSet ? 'Stored. It is not shown; type to replace it.' : 'None is stored.'
  }
  return draft === '' && isSet ? 'Will be removed.' : 'Will be stored.'
}

/** One field of a form, with its title and description. */
const Field = ({ field, draft, onInput }: Props): JSX.Element => {
  const id = useId()
  const { kind, title, description, required, isSet } = field
  const hint = `${id}-hint`
  const kept = draft === undefined
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
              <button
                type="button"
                class="button"
                aria-label={kept ? `Remove ${title}` : `Keep the stored ${title}`}
                onClick={() => onInput(kept ? '' : undefined)}
              >
                {kept ? 'Remove' : 'Keep'}
              </button>
            )}
          </div>
        </>
      )}
      <p class="quiet note" id={hint}>
        {description} {kind === 'secret' && stateOf(field, draft)}
      </p>
    </div>
  )
}

type FieldsProps = { fields: FieldView[]; draft: Draft; onDraft: (draft: Draft) => void }

/** The fields of a form. */
export const Fields = ({ fields, draft, onDraft }: FieldsProps): JSX.Element => (
  <>
    {fields.map((field) => (
      <Field
        key={field.name}
        field={field}
        draft={draft[field.name]}
        onInput={(value) => {
          const { [field.name]: _, ...others } = draft
          onDraft(value === undefined ? others : { ...others, [field.name]: value })
        }}
      />
    ))}
  </>
)
