import type * as bp from '../bp'

/** A seal made under a weak secret can be guessed offline from one visitor id, some 500,000 tries a second. */
const MIN_SECRET_LENGTH = 24

/** What stands in a URL as it is (RFC 3986, "unreserved"). */
const URL_SAFE = /^[\w.~-]*$/

const WHERE_IS_THE_KEY =
  'In Brevo, create one under Settings → SMTP & API → API Keys & MCP, and enter it here: it starts with xkeysib-.'
const WHERE_IS_THE_AGENT_ID =
  "You will find it on the agent's page in Brevo: Conversations → Settings → Agents. It is two long codes joined by “_”."

/**
 * What is wrong with a configuration at first sight, nobody asked.
 * @returns sentences for the bot's owner; undefined when nothing is
 */
export const configurationFault = (configuration: bp.Context['configuration']): string | undefined => {
  const { apiKey, agentId, webhookSecret } = configuration
  if (!apiKey) {
    return `The API key is missing. ${WHERE_IS_THE_KEY}`
  }
  if (apiKey.startsWith('xsmtpsib-')) {
    return `This is an SMTP key. Brevo HITL needs an API key. ${WHERE_IS_THE_KEY}`
  }
  if (!agentId) {
    return `The agent ID is missing. ${WHERE_IS_THE_AGENT_ID}`
  }
  if (/[@\s/]/.test(agentId)) {
    return `This is not an agent ID. ${WHERE_IS_THE_AGENT_ID}`
  }
  if (webhookSecret && webhookSecret.length < MIN_SECRET_LENGTH) {
    return `The webhook secret is too short to be safe: use at least ${MIN_SECRET_LENGTH} letters and digits, or none.`
  }
  if (webhookSecret && !URL_SAFE.test(webhookSecret)) {
    return 'The webhook secret may contain only letters, digits and - . _ ~, because other characters may change in a URL.'
  }
  return undefined
}
