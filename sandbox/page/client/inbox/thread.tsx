import type { BrevoAgent, Conversation } from '../../../brevo/model'
import { Face } from '../customer/face'
import { useDesk } from '../desk'
import { Composer } from '../ui/composer'
import { Icon } from '../ui/icon'
import { Log } from '../ui/log'
import { ThreadMessage } from './message'
import { isOfWebsite, viaOf } from './via'

type AgentsProps = { agents: BrevoAgent[]; agentId: string; onChoose: (agentId: string) => void }

const AgentChoice = ({ agents, agentId, onChoose }: AgentsProps) => (
  <div class="row" role="radiogroup" aria-label="Write as">
    <span class="quiet note">Write as</span>
    {agents.map(({ id, name, userpic }) => (
      <label key={id} class="chip agent-choice">
        <input
          class="visually-hidden"
          type="radio"
          name="agent"
          checked={id === agentId}
          onChange={() => onChoose(id)}
        />
        <span>
          <Face name={name} picture={userpic} size="small" />
          {name}
        </span>
      </label>
    ))}
  </div>
)

type Props = AgentsProps & { conversation: Conversation; onBack: () => void }

/** A conversation as an agent sees it, and the place to answer. */
export const Thread = ({ conversation, onBack, ...choice }: Props) => {
  const { live, run } = useDesk()
  const { visitor, finished, messages } = conversation
  const { id: visitorId, displayedName: name, groupId } = visitor
  const { agentId } = choice
  const own = messages.findLast((message) => viaOf(message) === 'agent')
  return (
    <div class="thread">
      <div class="thread-head padded row">
        <button type="button" class="button plain back" aria-label="All conversations" onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="fill">
          <h3 dir="auto">{name}</h3>
          <p class="quiet note">
            {isOfWebsite(conversation) ? 'Visitor of the website' : 'Customer of the bot'}
            {groupId && ` · group ${groupId}`}
          </p>
        </div>
        <button
          type="button"
          class="button"
          disabled={!live || finished}
          onClick={() => void run({ do: 'finish', visitorId, agentId })}
        >
          <Icon name="check" size={16} />
          {finished ? 'Finished' : 'Finish'}
        </button>
      </div>
      <Log label={`Conversation with ${name}`} newest={messages.at(-1)?.id} own={own?.id}>
        <ul class="lines column">
          {messages.map((message) => (
            <ThreadMessage key={message.id} message={message} visitor={name} />
          ))}
        </ul>
      </Log>
      <Composer
        label={`Answer to ${name}`}
        placeholder="Write an answer"
        sendLabel="Send the answer"
        onSend={(text, files) => run({ do: 'answer', visitorId, agentId, text, files })}
      >
        <AgentChoice {...choice} />
      </Composer>
    </div>
  )
}
