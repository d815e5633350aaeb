import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Upload } from '../../action'
import { useDesk } from '../desk'
import { sentenceOf, upload } from '../requests'
import { Icon } from './icon'
import { sizeOf } from './text'

type Props = {
  label: string
  placeholder: string
  /** Names the button that sends. */
  sendLabel: string
  /** Sends; resolves to whether it was taken. */
  onSend: (text: string, files: Upload[]) => Promise<boolean>
  children?: ComponentChildren
}

const Chosen = ({ file, onRemove }: { file: Upload; onRemove: () => void }) => (
  <li class="chosen row note">
    <Icon name="file" size={16} />
    <span class="cut" dir="auto">
      {file.name}
    </span>
    <span class="quiet">{sizeOf(file.size)}</span>
    <button type="button" class="button small plain" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      <Icon name="close" size={14} />
    </button>
  </li>
)

/** Where a message is written: Enter sends, Shift and Enter begin a line, files can go with it. */
export const Composer = ({ label, placeholder, sendLabel, onSend, children }: Props) => {
  const { live, complain } = useDesk()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<Upload[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const empty = text.trim() === '' && files.length === 0

  const send = async (): Promise<void> => {
    if (!live || empty) {
      return
    }
    setText('')
    setFiles([])
    if (!(await onSend(text, files))) {
      setText((since) => [text, since].filter(Boolean).join('\n'))
      setFiles((since) => [...files, ...since])
    }
    field.current?.focus()
  }

  const choose = async (chosen: FileList | null): Promise<void> => {
    for (const file of chosen ?? []) {
      try {
        const uploaded = await upload(file)
        setFiles((known) => [...known, uploaded])
      } catch (thrown: unknown) {
        complain(sentenceOf(thrown))
      }
    }
    if (picker.current) {
      picker.current.value = ''
    }
    field.current?.focus()
  }

  return (
    <form
      class="composer column"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {children}
      {files.length > 0 && (
        <ul class="row wrap" aria-label="Attached">
          {files.map((file) => (
            <Chosen
              key={file.link}
              file={file}
              onRemove={() => setFiles((known) => known.filter((other) => other !== file))}
            />
          ))}
        </ul>
      )}
      <div class="composer-row">
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => void choose(event.currentTarget.files)}
        />
        <button
          type="button"
          class="button plain"
          aria-label={`Attach a file (${label})`}
          title="Attach a file"
          disabled={!live}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
        </button>
        <textarea
          ref={field}
          aria-label={label}
          dir="auto"
          rows={Math.min(5, text.split('\n').length)}
          placeholder={placeholder}
          value={text}
          disabled={!live}
          onInput={({ currentTarget: { value } }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
              event.preventDefault()
              void send()
            }
          }}
        />
        <button type="submit" class="button plain primary" aria-label={sendLabel} disabled={!live || empty}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}
