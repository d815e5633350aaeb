import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useDesk } from '../desk'

type Props = {
  /** What is copied, for those who cannot see it beside the button. */
  what: string
  /** Fetches it; a failure is told at the bottom of the page. */
  text: () => Promise<string>
}

/** A button that copies a text. */
export const Copy = ({ what, text }: Props): JSX.Element => {
  const { complain } = useDesk()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await text())
      setCopied(true)
    } catch {
      complain('Your browser did not let the page copy.')
    }
  }
  return (
    <button type="button" class="button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  )
}

/** A text in full, and the button that copies it. */
export const Copyable = ({ shown, ...copied }: Props & { shown: string }): JSX.Element => (
  <div class="copy-row row">
    <code class="fill">{shown}</code>
    <Copy {...copied} />
  </div>
)
