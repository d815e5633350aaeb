import { Media } from '../ui/media'
import { Words } from '../ui/text'

type Fields = Record<string, unknown>

const textIn = (payload: Fields, field: string): string => {
  const value = payload[field]
  return typeof value === 'string' ? value : ''
}

const labelsIn = ({ options }: Fields): string[] =>
  Array.isArray(options) ? options.map((option: Fields) => textIn(option, 'label')) : []

type Props = { type: string; payload: Fields; onChoose?: ((label: string) => void) | undefined }

const Choices = ({ payload, onChoose }: Omit<Props, 'type'>) => (
  <>
    <Words text={textIn(payload, 'text')} />
    <div class="row wrap">
      {labelsIn(payload).map((label) => (
        <button
          key={label}
          type="button"
          class="button small"
          dir="auto"
          disabled={!onChoose}
          onClick={() => onChoose?.(label)}
        >
          {label}
        </button>
      ))}
    </div>
  </>
)

export const Payload = ({ type, payload, onChoose }: Props) => {
  switch (type) {
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return <Media kind={type} link={textIn(payload, `${type}Url`)} title={textIn(payload, 'title')} />
    case 'choice':
      return <Choices payload={payload} onChoose={onChoose} />
    default:
      return <Words text={textIn(payload, 'text') || `(${type})`} />
  }
}
