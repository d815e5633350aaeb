import type { Connection } from './news'
import { Icon } from './ui/icon'

const DIALOGS = [
  { name: 'card', label: 'Start HITL card', icon: 'card' },
  { name: 'configuration', label: 'Configuration', icon: 'gear' },
  { name: 'brevo', label: 'Brevo settings', icon: 'key' },
] as const

export type DialogName = (typeof DIALOGS)[number]['name']

const CONNECTIONS: Record<Connection, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Disconnected, trying again…',
}

type Props = {
  connection: Connection
  /** With a real account, its settings are in Brevo itself. */
  real: boolean
  onOpen: ((name: DialogName) => void) | undefined
}

/** The top of the page: whether the server is there, and what the bot's owner can open. */
export const Header = ({ connection, real, onOpen }: Props) => (
  <header class="top row">
    <img src="/icon.svg" alt="" width="32" height="32" />
    <h1>
      Brevo HITL <span class="quiet">Sandbox</span>
    </h1>
    <p class={`dot row note quiet ${connection}`} role="status">
      {CONNECTIONS[connection]}
    </p>
    {DIALOGS.filter(({ name }) => !real || name !== 'brevo').map(({ name, label, icon }) => (
      <button
        key={name}
        type="button"
        class="button"
        aria-label={label}
        disabled={!onOpen}
        onClick={() => onOpen?.(name)}
      >
        <Icon name={icon} size={16} />
        <span>{label}</span>
      </button>
    ))}
  </header>
)
