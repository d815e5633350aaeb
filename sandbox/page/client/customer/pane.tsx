import { useState } from 'preact/hooks'
import type { ChatView } from '../../model'
import { useDesk } from '../desk'
import { Composer } from '../ui/composer'
import { Icon } from '../ui/icon'
import { useNewest } from '../ui/log'
import { PaneHead } from '../ui/pane-head'
import { Face, ShopMark } from './face'
import { ChatLine } from './line'

const STATES = {
  bot: 'Bot, answers at once',
  starting: 'Calling a human…',
  waitingForAgent: 'Waiting for a human to answer',
}

const Status = ({ state, agent }: ChatView) => (
  <p class="note" role="status">
    {state === 'withAgent' ? 'You are talking with ' : STATES[state]}
    {state === 'withAgent' && <bdi>{agent?.name ?? 'a human'}</bdi>}
  </p>
)

const ShopHeader = ({ chat }: { chat: ChatView }) => (
  <div class="shop row">
    {chat.agent ? <Face name={chat.agent.name} picture={chat.agent.pictureUrl} /> : <ShopMark />}
    <div>
      <h3>Fernhill Bikes</h3>
      <Status {...chat} />
    </div>
  </div>
)

const Chat = ({ chat }: { chat: ChatView }) => {
  const { live, run } = useDesk()
  const log = useNewest({
    newest: chat.lines.at(-1)?.id,
    own: chat.lines.findLast(({ from }) => from === 'user')?.id,
  })
  const last = chat.lines.at(-1)
  const say = (text: string, fileIds: string[] = []): Promise<boolean> =>
    run({ do: 'say', chatId: chat.id, text, fileIds })
  const inSession = chat.state === 'waitingForAgent' || chat.state === 'withAgent'

  return (
    <div class="card chat">
      <ShopHeader chat={chat} />
      <div class="scroll" ref={log} role="log" aria-label="Chat" tabIndex={0}>
        <ul class="lines column">
          {chat.lines.map((line, index) => {
            const before = chat.lines[index - 1]
            return (
              <ChatLine
                key={line.id}
                line={line}
                continues={before?.from === line.from && before.name === line.name}
                onChoose={line === last && live ? (label) => void say(label) : undefined}
              />
            )
          })}
        </ul>
      </div>
      <Composer label="Message to the shop" placeholder="Write a message" sendLabel="Send to the shop" onSend={say}>
        {inSession ? (
          <button type="button" class="pill" disabled={!live} onClick={() => void say('/end')}>
            <Icon name="leave" size={16} />
            Leave with /end
          </button>
        ) : (
          <button
            type="button"
            class="pill"
            disabled={!live || chat.state !== 'bot'}
            onClick={() => void run({ do: 'escalate', chatId: chat.id })}
          >
            <Icon name="person" size={16} />
            Talk to a human
          </button>
        )}
      </Composer>
    </div>
  )
}

/** The customer's side: the shop's web chat, one customer at a time. */
export const CustomerPane = ({ chats }: { chats: ChatView[] }) => {
  const { live, run } = useDesk()
  const [chosenId, setChosenId] = useState<string>()
  const chat = chats.find(({ id }) => id === chosenId) ?? chats.at(-1)
  const openAnother = async (): Promise<void> => {
    setChosenId(undefined)
    await run({ do: 'openChat' })
  }
  return (
    <>
      <PaneHead title="Customer" side="bot-side">
        {chats.length > 1 && (
          <select
            class="select"
            aria-label="Customer shown"
            value={chat?.id}
            onChange={(event) => setChosenId(event.currentTarget.value)}
          >
            {chats.map(({ id, customer }) => (
              <option key={id} value={id}>
                {customer}
              </option>
            ))}
          </select>
        )}
        <button type="button" class="text-button" disabled={!live} onClick={() => void openAnother()}>
          <Icon name="plus" size={16} />
          New chat
        </button>
      </PaneHead>
      {chat && <Chat key={chat.id} chat={chat} />}
    </>
  )
}
