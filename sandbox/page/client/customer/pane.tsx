import { useState } from 'preact/hooks'
import type { Upload } from '../../action'
import type { ChatView } from '../../model'
import { useDesk } from '../desk'
import { Composer } from '../ui/composer'
import { Icon } from '../ui/icon'
import { Log } from '../ui/log'
import { PaneHead } from '../ui/pane-head'
import { Face, ShopMark } from './face'
import { ChatLine } from './line'

const STATES = {
  bot: 'Bot, answers at once',
  starting: 'Calling a human…',
  waitingForAgent: 'Waiting for a human to answer',
}

const ShopHeader = ({ chat: { state, lines } }: { chat: ChatView }) => {
  const { name = 'a human', pictureUrl } = lines.findLast(({ from }) => from === 'agent') ?? {}
  return (
    <div class="shop padded row">
      {state === 'withAgent' ? <Face name={name} picture={pictureUrl} /> : <ShopMark />}
      <div>
        <h3>Fernhill Bikes</h3>
        <p class="note" role="status">
          {state === 'withAgent' ? 'You are talking with ' : STATES[state]}
          {state === 'withAgent' && <bdi>{name}</bdi>}
        </p>
      </div>
    </div>
  )
}

const Chat = ({ chat }: { chat: ChatView }) => {
  const { live, run } = useDesk()
  const last = chat.lines.at(-1)
  const own = chat.lines.findLast(({ from }) => from === 'user')
  const say = (text: string, files: Upload[] = []): Promise<boolean> => run({ do: 'say', chatId: chat.id, text, files })
  const inSession = chat.state === 'waitingForAgent' || chat.state === 'withAgent'

  return (
    <div class="card chat">
      <ShopHeader chat={chat} />
      <Log label="Chat" newest={last?.id} own={own?.id}>
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
      </Log>
      <Composer label="Message to the shop" placeholder="Write a message" sendLabel="Send to the shop" onSend={say}>
        {inSession ? (
          <button type="button" class="button small" disabled={!live} onClick={() => void say('/end')}>
            <Icon name="leave" size={16} />
            Leave with /end
          </button>
        ) : (
          <button
            type="button"
            class="button small"
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
            class="button small"
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
        <button type="button" class="button small plain" disabled={!live} onClick={() => void openAnother()}>
          <Icon name="plus" size={16} />
          New chat
        </button>
      </PaneHead>
      {chat && <Chat key={chat.id} chat={chat} />}
    </>
  )
}
