import type { AgentView, ConversationView } from '../../model'
import { Face } from '../customer/face'
import { useDesk } from '../desk'
import { Composer } from '../ui/composer'
import { Icon } from '../ui/icon'
import { useNewest } from '../ui/log'
import { ThreadMessage } from './message'

type AgentsProps = { agents: AgentView[]; agentId: string; onChoose: (agentId: string) => void }

const AgentChoice = ({ agents, agentId, onChoose }: AgentsProps) => (
  <div class="row" role="radiogroup" aria-label="Write as">
    <span class="quiet note">Write as</span>
    {agents.map(({ id, name, pictureUrl }) => (
      <label key={id} class="chip agent-choice">
        <input
          class="visually-hidden"
          type="radio"
          name="agent"
          checked={id === agentId}
          onChange={() => onChoose(id)}
        />
        <span>
          <Face name={name} picture={pictureUrl} size="small" />
          {name}
        </span>
      </label>
    ))}
  </div>
)

type Props = AgentsProps & { conversation: ConversationView; onBack: () => void }

/** A conversation as an agent sees it, and the place to answer. */
export const Thread = ({ conversation, onBack, ...choice }: Props) => {
  const { live, run } = useDesk()
  const { visitorId, name, origin, state, group, messages } = conversation
  const { agentId } = choice
  const log = useNewest({
    newest: messages.at(-1)?.id,
    own: messages.findLast(({ by }) => by === 'agent')?.id,
  })
  return (
    <div class="thread">
      <div class="thread-head row">
        <button type="button" class="icon-button back" aria-label="All conversations" onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="fill">
          <h3 dir="auto">{name}</h3>
          <p class="quiet note">
            {origin === 'bot' ? 'Customer of the bot' : 'Visitor of the website'}
            {group && ` · group ${group}`}
          </p>
        </div>
        <button
          type="button"
          class="button"
          disabled={!live || state === 'finished'}
          onClick={() => void run({ do: 'finish', visitorId, agentId })}
        >
          <Icon name="check" size={16} />
          {state === 'finished' ? 'Finished' : 'Finish'}
        </button>
      </div>
      <div class="scroll" ref={log} role="log" aria-label={`Conversation with ${name}`} tabIndex={0}>
        <ul class="messages column">
          {messages.map((message) => (
            <ThreadMessage key={message.id} message={message} visitor={name} />
          ))}
        </ul>
      </div>
      <Composer
        label={`Answer to ${name}`}
        placeholder="Write an answer"
        sendLabel="Send the answer"
        onSend={(text, fileIds) => run({ do: 'answer', visitorId, agentId, text, fileIds })}
      >
        <AgentChoice {...choice} />
      </Composer>
    </div>
  )
}
