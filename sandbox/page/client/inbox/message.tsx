import type { Message } from '../../../brevo/model'
import { Face } from '../customer/face'
import { Icon } from '../ui/icon'
import { Media } from '../ui/media'
import { Words } from '../ui/text'
import { timeOf } from '../ui/time'
import { viaOf } from './via'

/** Through what the account wrote. */
const VIA = { api: 'through the API', agent: 'agent', visitor: 'on the website' }

/** One line of a thread, with the account that wrote it. */
export const ThreadMessage = ({ message, visitor }: { message: Message; visitor: string }) => {
  const by = viaOf(message)
  const { agentName: author = visitor, agentUserpic, text, attachments: files = [], createdAt } = message
  const isOnlyFile = files.some((file) => file.name === text)
  return (
    <li class={`message column ${by}`}>
      <p class="message-head row wrap note">
        {by === 'agent' && <Face name={author} picture={agentUserpic} size="small" />}
        {by === 'api' && <Icon name="bot" size={16} />}
        {by === 'visitor' && <Icon name="globe" size={16} />}
        <strong dir="auto">{author}</strong>
        <span class="quiet">{VIA[by]}</span>
        <time class="quiet">{timeOf(createdAt)}</time>
      </p>
      <div class="bubble">
        {!isOnlyFile && <Words text={text} />}
        {files.map((file) => (
          <Media
            key={file.link}
            kind={file.isImage ? 'image' : 'file'}
            link={file.link}
            title={file.name}
            size={file.size}
          />
        ))}
      </div>
    </li>
  )
}
