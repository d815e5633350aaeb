import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { BrevoSettingsView, StudioView } from '../../model'
import { Answer } from '../owner/answer'
import { webhookAddress } from '../requests'
import { Copyable } from '../ui/copy'
import { PaneHead } from '../ui/pane-head'

/** The webhook's address as the outside world calls it, behind a tunnel. */
const throughTunnel = (address: string, tunnel: string): string => {
  const host = tunnel.trim().replace(/\/+$/, '') || 'https://<your-tunnel>'
  return address.replace(new URL(address).origin, () => host)
}

type Props = { studio: StudioView; settings: BrevoSettingsView }

/** Stands in the inbox's place when the account is a real one: what is left to do by hand. */
export const RealBrevo = ({ studio, settings }: Props): JSX.Element => {
  const [tunnel, setTunnel] = useState('')
  const id = useId()
  const { origin } = new URL(studio.webhookAddress)
  const hasSecret = studio.configuration.some(({ name, isSet }) => name === 'webhookSecret' && isSet)
  const command = `cloudflared tunnel --url ${origin}`
  const real = async (): Promise<string> => throughTunnel(await webhookAddress(), tunnel)
  return (
    <>
      <PaneHead title="Brevo, your account" side="brevo-side" />
      <div class="card real column" tabIndex={0} role="region" aria-label="Your Brevo account">
        <p>
          The conversations of this page go to your real Brevo account. Answer them in{' '}
          <a href="https://conversations-app.brevo.com" target="_blank" rel="noreferrer">
            your Brevo inbox
          </a>
          . So that the answers come back, Brevo has to reach this machine:
        </p>
        {studio.registered && <Answer answer={studio.registered} />}
        <ol class="column">
          <li>
            <h3>Open a tunnel to this machine</h3>
            <p>For example, in another terminal:</p>
            <Copyable shown={command} what="the command" text={async () => command} />
          </li>
          <li>
            <h3>Enter the address in Brevo</h3>
            <label for={id}>Address of the tunnel</label>
            <input
              id={id}
              class="input"
              type="url"
              placeholder="https://….trycloudflare.com"
              value={tunnel}
              onInput={(event) => setTunnel(event.currentTarget.value)}
            />
            <p>
              In Brevo: <strong>Conversations → Settings → Integrations → Webhooks</strong>
            </p>
            <Copyable
              shown={throughTunnel(studio.webhookAddress, tunnel)}
              what="the webhook address, with its secret"
              text={real}
            />
            {!hasSecret && (
              <p class="warned">Set a webhook secret in the configuration first: the tunnel is open to everybody.</p>
            )}
          </li>
          <li>
            <h3>Tick these three events, and save</h3>
            <ul>
              {settings.webhook.events.map(({ name, label }) => (
                <li key={name}>{label}</li>
              ))}
            </ul>
          </li>
        </ol>
      </div>
    </>
  )
}
