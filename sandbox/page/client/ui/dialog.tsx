import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useDesk } from '../desk'
import { Icon } from './icon'

type Props = {
  title: string
  note: string
  onSubmit: () => Promise<void>
  onClose: () => void
  /** What became of it; always in sight, as the buttons below it are. */
  status?: ComponentChildren
  /** What else can be done, beside saving. */
  buttons?: ComponentChildren
  saveLabel: string
  disabled?: boolean
  children: ComponentChildren
}

/** A form over the page, from when it is rendered until it is no more. */
export const Dialog = ({ title, note, onSubmit, onClose, children, ...foot }: Props) => {
  const { live } = useDesk()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void onSubmit()
        }}
      >
        <header class="dialog-head row spread">
          <div>
            <h2 id={id}>{title}</h2>
            <p class="quiet">{note}</p>
          </div>
          <button type="button" class="button plain" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body column">{children}</div>
        <footer class="dialog-foot column">
          {foot.status}
          <div class="dialog-buttons row wrap">
            {foot.buttons}
            <button type="submit" class="button primary" disabled={!live || foot.disabled}>
              {foot.saveLabel}
            </button>
          </div>
        </footer>
      </form>
    </dialog>
  )
}
