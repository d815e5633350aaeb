import { useState } from 'preact/hooks'

type Props = {
  text: string
  /** Names it, for those who cannot see it beside the button. */
  what: string
}

export const Copyable = ({ text, what }: Props) => {
  const [label, setLabel] = useState('Copy')
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text).then(
      () => setLabel('Copied'),
      () => setLabel('Not allowed')
    )
  return (
    <div class="row">
      <code class="quoted fill small-note">{text}</code>
      <button type="button" class="button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        {label}
      </button>
    </div>
  )
}
