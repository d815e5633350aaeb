import type { ChatLine as Line } from '../../../botpress/bot/chat-line'
import { Icon } from '../ui/icon'
import { timeOf } from '../ui/time'
import { Face, ShopMark } from './face'
import { Payload } from './payload'

const NOTICE_ICONS = {
  escalated: 'clock',
  joined: 'person',
  closed: 'check',
  ended: 'leave',
} as const satisfies Record<NonNullable<Line['kind']>, string>

const Notice = ({ line }: { line: Line }) => {
  const kind = line.kind ?? 'escalated'
  return (
    <li class={`notice row quiet note ${kind}`}>
      <Icon name={NOTICE_ICONS[kind]} size={16} />
      <Payload type={line.type} payload={line.payload} />
    </li>
  )
}

const WHO = { user: 'You', bot: 'Bot', agent: 'Agent', notice: '' }

type Props = {
  line: Line
  /** Whether it follows a line of the same person. */
  continues: boolean
  onChoose: ((label: string) => void) | undefined
}

export const ChatLine = ({ line, continues, onChoose }: Props) => {
  if (line.from === 'notice') {
    return <Notice line={line} />
  }
  const name = line.name ?? WHO[line.from]
  return (
    <li class={`line ${line.from} ${continues ? 'continues' : ''}`}>
      {line.from !== 'user' && (
        <span class="line-face">
          {!continues &&
            (line.from === 'bot' ? <ShopMark size={28} /> : <Face name={name} picture={line.pictureUrl} />)}
        </span>
      )}
      <div class="line-body">
        <p class={line.from === 'agent' && !continues ? 'note quiet' : 'visually-hidden'}>
          <bdi>{name}</bdi>
        </p>
        <div class={`bubble ${line.type}`}>
          <Payload type={line.type} payload={line.payload} onChoose={onChoose} />
        </div>
      </div>
      <time class="visually-hidden">{timeOf(line.at)}</time>
    </li>
  )
}
