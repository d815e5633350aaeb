import type * as bp from '../bp'
import { BrevoClient } from '../brevo/client'
import { failureOf, remedyFor, type BrevoError } from '../brevo/error'
import { OwnerError } from '../errors'
import { deadlineIn } from '../time'

/** Longest time for one check, in ms. */
const CHECK_BUDGET_MS = 8_000

const FORBIDDEN = 403

/** @returns why Brevo does not confirm the key; a restricted one that may not read the account is none the worse */
export const checkKey = async ({ apiKey }: bp.Context['configuration']): Promise<BrevoError | undefined> => {
  const failure = await failureOf(new BrevoClient(apiKey).checkKey({ deadline: deadlineIn(CHECK_BUDGET_MS) }))
  return failure?.status === FORBIDDEN ? undefined : failure
}

/** What Brevo's refusal of an agent means, in a sentence without its full stop; undefined when it says nothing. */
export const agentFault = ({ status }: BrevoError, agentId: string): string | undefined => {
  if (status === FORBIDDEN) {
    return 'The API key may not use Conversations. In Brevo, give it Read/write on Conversations, or create one that has it'
  }
  if (status === 400 || status === 404) {
    return `Brevo does not know the agent ID ending in …${agentId.slice(-4)}. Copy it from the agent's page in Brevo: Conversations → Settings → Agents`
  }
  return undefined
}

/**
 * Asks Brevo whether it knows the agent, and whether the key may write in Conversations.
 * @returns why that is not known; undefined when both is good
 * @throws {OwnerError} when one of them is wrong
 */
export const checkAgent = async (configuration: bp.Context['configuration']): Promise<BrevoError | undefined> => {
  const { apiKey, agentId } = configuration
  const trying = { deadline: deadlineIn(CHECK_BUDGET_MS), tries: 2 }
  const failure = await failureOf(new BrevoClient(apiKey).checkAgent(agentId, trying))
  const isKey = failure?.failure === 'wrongKey' || failure?.failure === 'blockedAddress'
  const fault = failure && (isKey ? remedyFor(failure) : agentFault(failure, agentId))
  if (fault) {
    throw new OwnerError(`${fault}. (${failure.message})`)
  }
  return failure
}
