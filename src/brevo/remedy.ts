import type { BrevoError, BrevoFailure } from './error'

/** For each failure, what the bot's owner can do about it, without a full stop. */
const REMEDIES: Record<BrevoFailure, string> = {
  unreachable: 'If this persists, see https://status.brevo.com for outages',
  limited: 'It resets automatically within the hour; a higher Brevo plan has a higher limit',
  busy: 'If this persists, see https://status.brevo.com for outages',
  unclear: 'If this persists, see https://status.brevo.com for outages',
  wrongKey:
    'Create one in Brevo under Settings → SMTP & API → API Keys & MCP, and enter it in the configuration of this integration',
  blockedAddress: 'Open https://app.brevo.com/security/authorised_ips and deactivate the blocking for API keys',
  refused:
    'Check the agent ID of this integration (and on the "Start HITL" card), and that the API key has access to Conversations',
  outOfTime: 'The next message of either side sends them, or the hourly check',
}

/** Whole sentences: what happened, what the bot's owner can do about it, and what Brevo answered. */
export const remedyFor = ({ failure, summary, facts }: BrevoError): string =>
  [summary, REMEDIES[failure], ...(facts ? [`Details: ${facts}`] : [])].map((sentence) => `${sentence}.`).join(' ')
