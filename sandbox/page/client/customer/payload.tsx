import type { ComponentChildren, JSX } from 'preact'
import { Media } from '../ui/media'
import { Words } from '../ui/text'

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const textIn = (payload: Fields, field: string): string => {
  const value = payload[field]
  return typeof value === 'string' ? value : ''
}

const listIn = (payload: Fields, field: string): Fields[] => {
  const value = payload[field]
  return Array.isArray(value) ? value.filter(isFields) : []
}

const Card = ({ card }: { card: Fields }): JSX.Element => (
  <div class="product column">
    <strong dir="auto">{textIn(card, 'title')}</strong>
    <span class="quiet" dir="auto">
      {textIn(card, 'subtitle')}
    </span>
    {listIn(card, 'actions').map((action) => (
      <strong key={textIn(action, 'label')} dir="auto">
        {textIn(action, 'label')}
      </strong>
    ))}
  </div>
)

type ChoicesProps = { payload: Fields; onChoose: ((label: string) => void) | undefined }

const Choices = ({ payload, onChoose }: ChoicesProps): JSX.Element => (
  <>
    <Words text={textIn(payload, 'text')} />
    <div class="row wrap">
      {listIn(payload, 'options').map((option) => {
        const label = textIn(option, 'label')
        return (
          <button
            key={label}
            type="button"
            class="pill"
            dir="auto"
            disabled={!onChoose}
            onClick={() => onChoose?.(label)}
          >
            {label}
          </button>
        )
      })}
    </div>
  </>
)

type Props = { type: string; payload: Fields; onChoose?: ((label: string) => void) | undefined }

/** What a message of the chat says, by its type. */
export const Payload = ({ type, payload, onChoose }: Props): ComponentChildren => {
  switch (type) {
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return <Media kind={type} link={textIn(payload, `${type}Url`)} title={textIn(payload, 'title')} />
    case 'choice':
    case 'dropdown':
      return <Choices payload={payload} onChoose={onChoose} />
    case 'card':
      return <Card card={payload} />
    case 'carousel':
      return (
        <div class="row wrap">
          {listIn(payload, 'items').map((item) => (
            <Card key={textIn(item, 'title')} card={item} />
          ))}
        </div>
      )
    case 'bloc':
      return listIn(payload, 'items').map((item, index) => (
        <Payload key={index} type={textIn(item, 'type')} payload={isFields(item['payload']) ? item['payload'] : {}} />
      ))
    default:
      return <Words text={textIn(payload, 'text') || textIn(payload, 'markdown') || `(${type})`} />
  }
}
