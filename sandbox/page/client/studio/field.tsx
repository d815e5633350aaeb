import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

type Labelled = { label: string; optional?: boolean }

const Label = ({ id, label, optional }: Labelled & { id: string }): JSX.Element => (
  <label for={id}>
    {label}
    {optional && <span class="quiet"> optional</span>}
  </label>
)

type TextProps = Labelled & {
  value: string
  placeholder?: string
  hint?: string
  /** More than one line. */
  rows?: number
  onInput: (value: string) => void
}

/** A field of plain text. */
export const TextField = ({ label, optional, value, placeholder, hint, rows, onInput }: TextProps): JSX.Element => {
  const id = useId()
  const shared = {
    id,
    class: 'input',
    value,
    placeholder: placeholder ?? '',
    'aria-describedby': hint ? `${id}-hint` : undefined,
  }
  return (
    <div class="field">
      <Label id={id} label={label} optional={optional ?? false} />
      {rows ? (
        <textarea {...shared} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" autoComplete="off" onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {hint && (
        <p class="quiet hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type SecretProps = Labelled & {
  /** Whether one is stored, which the page never gets to see. */
  isSet: boolean
  /** What is typed; undefined while the stored one is kept. */
  value: string | undefined
  onInput: (value: string | undefined) => void
}

/** A field whose value is only ever written. */
export const Secret = ({ label, optional, isSet, value, onInput }: SecretProps): JSX.Element => {
  const id = useId()
  const kept = value === undefined
  const placeholder = isSet && kept ? '••••••••••••••••' : ''
  return (
    <div class="field">
      <Label id={id} label={label} optional={optional ?? false} />
      <div class="copy-row">
        <input
          id={id}
          class="input"
          type="password"
          autoComplete="off"
          placeholder={placeholder}
          value={value ?? ''}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {isSet && (
          <button
            type="button"
            class="button"
            aria-label={kept ? `Remove ${label}` : `Keep the stored ${label}`}
            onClick={() => onInput(kept ? '' : undefined)}
          >
            {kept ? 'Remove' : 'Keep'}
          </button>
        )}
      </div>
      <p class="quiet hint">{hintOf(isSet, value)}</p>
    </div>
  )
}

const hintOf = (isSet: boolean, value: string | undefined): string => {
  if (value === undefined) {
    return isSet ? 'Stored. It is not shown; type to replace it.' : 'None is stored.'
  }
  return value === '' && isSet ? 'Will be removed.' : 'Will be stored.'
}
