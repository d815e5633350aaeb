import type { JSX } from 'preact'
import { useState } from 'preact/hooks'

type Props = {
  /** What is shown of it. */
  shown: string
  /** Names it, for those who cannot see it beside the button. */
  what: string
  /** Fetches what is copied. */
  text: () => Promise<string>
}

/** A text, and a button that copies it. */
export const Copyable = ({ shown, what, text }: Props): JSX.Element => {
  const [label, setLabel] = useState('Copy')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await text())
      setLabel('Copied')
    } catch {
      setLabel('Not allowed')
    }
  }
  return (
    <div class="copy-row row">
      <code class="fill">{shown}</code>
      <button type="button" class="button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        {label}
      </button>
    </div>
  )
}
