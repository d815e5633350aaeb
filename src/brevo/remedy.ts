import type { BrevoError, BrevoFailure } from './error'

/** For each failure, what the bot's owner should know or do about it. */
const REMEDIES: Record<BrevoFailure, string> = {
  unreachable: 'Brevo could not be reached over the network. If this persists, see https://status.brevo.com',
  limited:
    "the hourly limit of your Brevo account's API is used up. It resets automatically; a higher Brevo plan has a higher limit",
  busy: 'Brevo is busy or under maintenance. If this persists, see https://status.brevo.com',
  unclear: 'Brevo did not answer in time or answered with an error. If this persists, see https://status.brevo.com',
  wrongKey:
    'Brevo does not accept the API key. Create one in Brevo under Settings → SMTP & API → API Keys & MCP, and enter it in the configuration of this integration',
  blockedAddress:
    'Brevo blocks API calls from unknown IP addresses, and those of Botpress change. Open https://app.brevo.com/security/authorised_ips and deactivate the blocking for API keys',
  refused:
    'Brevo does not accept the request. Check the agent ID of this integration (and on the "Start HITL" card), and that the API key has access to Conversations',
  outOfTime: 'there was no time left to send them now',
}

/** A sentence without its full stop: what happened and what the bot's owner can do. */
export const remedyFor = (error: BrevoError): string => REMEDIES[error.failure]
