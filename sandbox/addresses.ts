import type { Sandbox } from './sandbox'
import { webhookAddress } from './webhook-address'

type Options = { pageUrl: string; isReal: boolean }

/** How a real account reaches this machine. */
const tunnelTo = ({ botpress }: Sandbox): string => `
So that answers come back, Brevo has to reach this machine. Open a tunnel, for example in another terminal:
  cloudflared tunnel --url ${botpress.apiUrl}
Then enter this address in Brevo, under Conversations → Settings → Integrations → Webhooks, tick Conversation started,
Conversation fragment and Conversation transcript, and save:
  ${webhookAddress(botpress).replace(botpress.apiUrl, 'https://<your-tunnel>')}
`

/** What the terminal tells when everything runs: where what is reached, and how to connect a real account. */
export const addresses = (sandbox: Sandbox, { pageUrl, isReal }: Options): string => {
  const { botpress, brevo, processes } = sandbox
  return `
Botpress (API)      ${botpress.apiUrl}
Botpress (webhook)  ${botpress.webhookUrl}
Brevo (API)         ${isReal ? 'your account' : brevo.url}
The integration     ${processes.map(({ url }) => url).join(' ')}
${isReal ? tunnelTo(sandbox) : ''}
Both sides on one page: ${pageUrl}

Running. Stop with Ctrl-C.`
}
