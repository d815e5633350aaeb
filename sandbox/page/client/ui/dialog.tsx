import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Icon } from './icon'

type Props = {
  title: string
  note: string
  onSubmit: () => void
  onClose: () => void
  /** What stands at the bottom, always in sight. */
  foot: ComponentChildren
  children: ComponentChildren
}

/** A form over the page, from when it is rendered until it is no more. */
export const Dialog = ({ title, note, onSubmit, onClose, foot, children }: Props): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement) {
        opener.focus()
      }
    }
  }, [])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <header class="dialog-head row spread">
          <div>
            <h2 id={id}>{title}</h2>
            <p class="quiet">{note}</p>
          </div>
          <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body column">{children}</div>
        <footer class="dialog-foot column">{foot}</footer>
      </form>
    </dialog>
  )
}
